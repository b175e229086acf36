// Plans, by the next day on each; the filters stand in the address.
import { Plural, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Filters, More } from '../../parts'
import { Button, ButtonLink, Empty, Page, SelectField } from '../../ui'
import styles from './list.module.css'
import { listQuery } from './queries'
import { Row } from './row'
import { type PlansSearch, type PlanState, STATES } from './search'
import { PLAN } from './words'

const route = getRouteApi('/inside/plans')

type Change = (change: PlansSearch) => void

function Narrowing({ search, change }: { search: PlansSearch; change: Change }) {
  const { t, i18n } = useLingui()
  return (
    <Filters set={[search.mine, search.state]}>
      <SelectField<'' | 'mine'>
        id="mine"
        label={t`Whose`}
        value={search.mine ? 'mine' : ''}
        options={[
          { value: '', label: t`All that you may see` },
          { value: 'mine', label: t`Those in which you have a part` },
        ]}
        onChange={(mine) => {
          change({ mine: mine ? true : undefined })
        }}
      />
      <SelectField<PlanState | ''>
        id="state"
        label={t`Status`}
        value={search.state ?? ''}
        options={[{ value: '', label: t`All` }, ...STATES.map((value) => ({ value, label: i18n._(PLAN[value].label) }))]}
        onChange={(state) => {
          change({ state: state || undefined })
        }}
      />
      <SelectField<'due' | 'newest'>
        id="order"
        label={t`Order`}
        value={search.order ?? 'due'}
        options={[
          { value: 'due', label: t`Next day first` },
          { value: 'newest', label: t`Newest idea first` },
        ]}
        onChange={(order) => {
          change({ order: order === 'newest' ? order : undefined })
        }}
      />
    </Filters>
  )
}

function None({ search, change }: { search: PlansSearch; change: Change }) {
  const { t } = useLingui()
  const filtered = search.mine ?? search.state
  return (
    <Empty title={filtered ? t`No plan fits` : t`There is no plan yet`}>
      <p>{t`A plan opens by itself when an idea is accepted.`}</p>
      {filtered ? (
        <Button
          variant="secondary"
          onClick={() => {
            change({ mine: undefined, state: undefined })
          }}
        >
          {t`Clear all filters`}
        </Button>
      ) : (
        <ButtonLink to="/ideas" variant="secondary">
          {t`See the ideas`}
        </ButtonLink>
      )}
    </Empty>
  )
}

function Found({ search, change }: { search: PlansSearch; change: Change }) {
  const list = useInfiniteQuery(listQuery(search))
  const plans = list.data?.pages.flatMap((page) => page.items) ?? []
  const count = list.hasNextPage ? (
    <Plural value={plans.length} one="The first plan" other="The first # plans" />
  ) : (
    <Plural value={plans.length} one="# plan" other="# plans" />
  )
  return (
    <More asked={list} items={plans} empty={<None search={search} change={change} />} count={count}>
      {(shown) => (
        <ol className={styles.plans}>
          {shown.map((plan) => (
            <Row key={plan.idea_id} plan={plan} />
          ))}
        </ol>
      )}
    </More>
  )
}

export function Plans() {
  const { t } = useLingui()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change: Change = (wanted) => {
    void navigate({ search: (before) => ({ ...before, ...wanted }), replace: true, resetScroll: false })
  }
  return (
    <Page title={t`Implementation`} lead={<p>{t`What becomes of accepted ideas: who does what by when, and what it brought.`}</p>}>
      <Narrowing search={search} change={change} />
      <Found search={search} change={change} />
    </Page>
  )
}
