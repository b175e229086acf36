// Consultations: whose turn it is and by when; filters stand in the address.
import { Plural, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type UnionDialogueCaseView, useNow } from '../../api'
import { Filters, More } from '../../parts'
import { Button, daysBetween, Empty, Page, PlainLink, SelectField, useMoments } from '../../ui'
import { LockIcon } from '../../ui/icons'
import { CaseTag, useBody } from './head'
import styles from './list.module.css'
import { bodiesQuery, casesQuery } from './queries'
import { type CasesSearch, type CaseState, STATES } from './search'
import { ANSWERED, STANDS } from './words'

const route = getRouteApi('/inside/cases')

type Change = (change: CasesSearch) => void

function Narrowing({ search, change }: { search: CasesSearch; change: Change }) {
  const { t, i18n } = useLingui()
  const bodies = useQuery(bodiesQuery).data ?? []
  const all = { value: '' as const, label: t`All` }
  return (
    <Filters set={Object.values(search)}>
      <SelectField<CaseState | ''>
        id="state"
        label={t`Where it stands`}
        value={search.state ?? ''}
        options={[all, ...STATES.map((value) => ({ value, label: i18n._(STANDS[value].label) }))]}
        onChange={(state) => {
          change({ ...search, state: state || undefined })
        }}
      />
      {bodies.length > 1 && (
        <SelectField<string>
          id="body"
          label={t`Body`}
          value={search.body ?? ''}
          options={[
            all,
            ...bodies.map((each) => ({ value: each.body_id, label: each.names[i18n.locale] ?? each.external_id })),
          ]}
          onChange={(body) => {
            change({ ...search, body: body || undefined })
          }}
        />
      )}
      <SelectField<'' | '7' | '30'>
        id="within"
        label={t`Period ends`}
        value={search.within === undefined ? '' : search.within === 7 ? '7' : '30'}
        options={[
          { value: '', label: t`At any time, or none runs` },
          { value: '7', label: t`Within 7 days` },
          { value: '30', label: t`Within 30 days` },
        ]}
        onChange={(within) => {
          change({ ...search, within: within === '' ? undefined : within === '7' ? 7 : 30 })
        }}
      />
    </Filters>
  )
}

const HOT = 3

function Due({ moment }: { moment: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  // the moment is the first one after the last day
  const last = moments.dayAt(new Date(new Date(moment).getTime() - 1))
  const days = daysBetween(moments.dayAt(useNow()), last)
  return (
    <span className={styles.due} data-hot={days <= HOT || undefined}>
      <b>{days <= 0 ? t`Today` : <Plural value={days} one="# day" other="# days" />}</b>
      <span className={styles.meta}>{moments.shortDay(last)}, 24:00</span>
    </span>
  )
}

function Row({ it }: { it: UnionDialogueCaseView }) {
  const { t, i18n } = useLingui()
  const body = useBody(it.body_id)
  const stand = STANDS[it.state as CaseState]
  const answered = it.state === 'opinion' && it.unanswered.length === 0
  return (
    <tr>
      <th scope="row">
        <PlainLink to="/cases/$caseId" params={{ caseId: it.case_id }} data-row>
          {it.title}
        </PlainLink>
        <span className={styles.meta}>{body}</span>
      </th>
      <td data-label={t`Where it stands`}>
        <CaseTag state={it.state} />
      </td>
      <td data-label={t`Whose turn`}>{i18n._(answered ? ANSWERED : stand.turn)}</td>
      <td data-label={t`Period ends`}>{it.due_at ? <Due moment={it.due_at} /> : <span className={styles.meta}>{t`none runs`}</span>}</td>
      <td data-label={t`Carrying out`}>
        {it.state === 'closed' ? (
          <span className={styles.meta}>{t`free`}</span>
        ) : (
          <span className={styles.lock}>
            <LockIcon aria-hidden="true" />
            {t`locked`}
          </span>
        )}
      </td>
    </tr>
  )
}

function None({ search, change }: { search: CasesSearch; change: Change }) {
  const { t } = useLingui()
  const filtered = Object.values(search).some(Boolean)
  return (
    <Empty title={filtered ? t`No consultation fits` : t`There is no consultation`}>
      <p>
        {filtered
          ? t`Take a filter away to see more.`
          : t`One begins by itself when the screening of an idea says that representatives must be heard.`}
      </p>
      {filtered && (
        <Button
          variant="secondary"
          onClick={() => {
            change({})
          }}
        >
          {t`Clear all filters`}
        </Button>
      )}
    </Empty>
  )
}

function Found({ search, change }: { search: CasesSearch; change: Change }) {
  const { t } = useLingui()
  const list = useInfiniteQuery(casesQuery(search, useNow()))
  const cases = list.data?.pages.flatMap((page) => page.items) ?? []
  const count = list.hasNextPage ? (
    <Plural value={cases.length} one="The first consultation" other="The first # consultations" />
  ) : (
    <Plural value={cases.length} one="# consultation" other="# consultations" />
  )
  return (
    <More asked={list} items={cases} empty={<None search={search} change={change} />} count={count}>
      {(shown) => (
        <div className={styles.place}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t`Consultation`}</th>
                <th scope="col">{t`Where it stands`}</th>
                <th scope="col">{t`Whose turn`}</th>
                <th scope="col">{t`Period ends`}</th>
                <th scope="col">{t`Carrying out`}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((it) => (
                <Row key={it.case_id} it={it} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </More>
  )
}

export function Cases() {
  const { t } = useLingui()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change: Change = (wanted) => {
    void navigate({ search: wanted, replace: true, resetScroll: false })
  }
  return (
    <Page
      title={t`Consultations`}
      lead={<p>{t`Who must be heard before something is decided, whose turn it is, and by when.`}</p>}
    >
      <Narrowing search={search} change={change} />
      <Found search={search} change={change} />
    </Page>
  )
}
