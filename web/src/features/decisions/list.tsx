// Decisions: what waits for the reader's, by the day it is promised; and what was decided.
import { Plural, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { hasRole, useMe, useNow, type Waiting } from '../../api'
import { More } from '../../parts'
import { daysBetween, Empty, Loading, Note, Page, PlainLink, Section, SelectField, STANDS, Trouble, useMoments } from '../../ui'
import styles from './decisions.module.css'
import { decidedQuery, tasksQuery } from './queries'
import { DECIDED, type Decided } from './search'

const route = getRouteApi('/inside/decisions')

function Due({ day }: { day: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const left = daysBetween(moments.dayAt(useNow()), day)
  const date = moments.shortDay(day)
  return (
    <p className={styles.due} data-hot={left <= 2 || undefined}>
      <b>
        {left < 0 && t`Overdue`}
        {left === 0 && t`Today`}
        {left > 0 && <Plural value={left} one="# day" other="# days" />}
      </b>{' '}
      {left < 0 ? t`since ${date}` : t`by ${date}`}
    </p>
  )
}

function Row({ one }: { one: Waiting }) {
  const { t } = useLingui()
  return (
    <li className={styles.row}>
      <p className={styles.rowtitle}>
        <PlainLink to="/ideas/$ideaId/decision" params={{ ideaId: one.idea_id }}>
          {one.title}
        </PlainLink>
      </p>
      <p className={styles.meta}>
        {one.kind === 'idea.appealed' ? t`An author appealed; somebody else than who decided answers.` : t`Everything is heard; the authors wait for an answer.`}
      </p>
      {one.due_on && <Due day={one.due_on} />}
    </li>
  )
}

function Waits() {
  const { t } = useLingui()
  const tasks = useQuery(tasksQuery)
  if (tasks.isPending) return <Loading lines={4} />
  if (tasks.error) return <Trouble error={tasks.error} onRetry={() => void tasks.refetch()} />
  const found = tasks.data.filter(({ kind }) => ['idea.decision_pending', 'idea.appealed'].includes(kind))
  if (found.length === 0)
    return (
      <Empty title={t`Nothing waits for your decision`}>
        <p>{t`When reviews and consultations are done, the idea stands here with the day that was promised.`}</p>
      </Empty>
    )
  return (
    <ol className={styles.list}>
      {found.map((each) => (
        <Row key={each.idea_id} one={each} />
      ))}
    </ol>
  )
}

function Past({ status }: { status: Decided }) {
  const { t } = useLingui()
  const list = useInfiniteQuery(decidedQuery(status))
  const ideas = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <More
      asked={list}
      items={ideas}
      empty={
        <Empty title={t`None stands there now`}>
          <p>{t`Choose another outcome.`}</p>
        </Empty>
      }
    >
      {(shown) => (
        <ol className={styles.list}>
          {shown.map((each) => (
            <li key={each.idea_id} className={styles.row}>
              <p className={styles.rowtitle} lang={each.language}>
                <PlainLink to="/ideas/$ideaId/decision" params={{ ideaId: each.idea_id }} data-row>
                  {each.title}
                </PlainLink>
              </p>
            </li>
          ))}
        </ol>
      )}
    </More>
  )
}

export function Decisions() {
  const { t, i18n } = useLingui()
  const me = useMe()
  const { status = 'accepted' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page title={t`Decisions`}>
      {hasRole(me, 'decision-maker') ? (
        <Section id="waits" title={t`Waits for your decision`}>
          <Waits />
        </Section>
      ) : (
        <Note kind="info" title={t`You decide on no ideas`}>
          <p>{t`That is for those who hold the function of a decision maker; the administrator knows who does.`}</p>
        </Note>
      )}
      <Section id="decided" title={t`Decided`}>
        <div className={styles.filter}>
          <SelectField<Decided>
            id="outcome"
            label={t`Where it stands`}
            value={status}
            options={DECIDED.map((value) => ({ value, label: i18n._(STANDS[value].label) }))}
            onChange={(next) => {
              void navigate({ search: { status: next === 'accepted' ? undefined : next }, replace: true, resetScroll: false })
            }}
          />
        </div>
        <Past status={status} />
      </Section>
    </Page>
  )
}
