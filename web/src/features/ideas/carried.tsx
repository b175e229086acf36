// What others said and did about an idea, on its case file: the effects on staff, the reviews, the representatives' opinion
// and its answers, the plan and what it brought. What the reader may not see is left out.
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import {
  type IdeasIdeaSeen,
  type ImplementationPlanView,
  isRefusal,
  type UnionDialogueAnswerIn,
  type UnionDialogueCaseSeen,
  type UnionDialogueOpinionIn,
} from '../../api'
import { Section, Table, Trouble, useMoments } from '../../ui'
import { caseQuery, casesQuery, outcomeQuery, planQuery, screenQuery } from './carried-queries'
import { ANSWERS, KINDS, RECOMMENDATIONS, STANCES, TASKS } from './carried-words'
import { timelineQuery } from './queries'
import styles from './record.module.css'

/** A refusal that is no trouble: it is not there, or not for the reader. */
const withheld = (error: unknown) => isRefusal(error) && [403, 404].includes(error.status)

function Failed({ asked }: { asked: { error: unknown; refetch: () => Promise<unknown> } }) {
  if (!asked.error || withheld(asked.error)) return null
  return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />
}

interface Recorded {
  answers?: Record<string, boolean>
  measure?: string
  reasons?: Record<string, string>
}

function Effects({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const screen = useQuery(screenQuery(ideaId))
  const recorded = screen.data?.recorded as Recorded | null | undefined
  if (!screen.data || !recorded) return <Failed asked={screen} />
  return (
    <Section id="effects" title={t`Effects on staff`}>
      <p>{recorded.measure}</p>
      <Table
        caption={t`Effects on staff`}
        hideCaption
        heads={[t`Question`, t`Answer`, t`Reason`]}
        rows={screen.data.questions.map(({ question, asks }) => ({
          key: question,
          cells: [asks, recorded.answers?.[question] ? t`Yes` : t`No`, recorded.reasons?.[question] ?? '–'],
        }))}
      />
    </Section>
  )
}

function Reviews({ ideaId }: { ideaId: string }) {
  const { t, i18n } = useLingui()
  const steps = useInfiniteQuery(timelineQuery(ideaId)).data?.pages.flatMap((page) => page.items) ?? []
  const rounds = steps
    .filter((each) => each.kind === 'round.concluded')
    .flatMap((each) => (each.detail as { round_id?: string } | null)?.round_id ?? [])
  const found = useQueries({ queries: rounds.map(outcomeQuery) })
  const told = found.flatMap(({ data }) => (data?.outcome ? [{ ...data, outcome: data.outcome }] : []))
  const failed = found.find((each) => each.error && !withheld(each.error))
  if (failed) return <Failed asked={failed} />
  if (told.length === 0) return null
  return (
    <Section id="reviews" title={t`Peer review`}>
      {told.map(({ round_id: id, outcome, submitted, quorum }) => (
        <div key={id}>
          <p>
            <b>{i18n._(RECOMMENDATIONS[outcome.recommendation])}</b> ({t`${submitted} of ${quorum} reviews`})
          </p>
          <ul className={styles.list}>
            {outcome.comments.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

type Said = Pick<UnionDialogueOpinionIn, 'stance' | 'resolution' | 'points'> & { delivered_at?: string }

function Opinion({ it }: { it: UnionDialogueCaseSeen }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const said = it.opinion as Said | null
  if (!said) return null
  const answers = it.answers as unknown as UnionDialogueAnswerIn[]
  const at = said.delivered_at ? moments.time(said.delivered_at) : ''
  return (
    <>
      <p>
        <b>{i18n._(STANCES[said.stance])}</b> {at && <time dateTime={said.delivered_at}>({at})</time>}
      </p>
      <p className={styles.words}>{said.resolution}</p>
      {said.points && said.points.length > 0 && (
        <Table
          caption={t`Points of the opinion and their answers`}
          heads={[t`Point of the opinion`, t`Answer`, t`Reason`]}
          rows={said.points.map(({ number, text }) => {
            const answer = answers.find((each) => each.number === number)
            return {
              key: String(number),
              cells: [`${String(number)}. ${text}`, answer ? i18n._(ANSWERS[answer.answer]) : t`No answer yet`, answer?.reason ?? '–'],
            }
          })}
        />
      )}
    </>
  )
}

function Consultations({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const cases = useQuery(casesQuery(ideaId))
  const found = useQueries({ queries: (cases.data ?? []).map((each) => caseQuery(each.case_id)) })
  const failed = found.find((each) => each.error && !withheld(each.error))
  const said = found.flatMap((each) => (each.data?.data.opinion ? [each.data.data] : []))
  if (cases.error) return <Failed asked={cases} />
  if (failed) return <Failed asked={failed} />
  if (said.length === 0) return null
  return (
    <Section id="opinions" title={t`Opinion of the representatives`}>
      {said.map((each) => (
        <Opinion key={each.case_id} it={each} />
      ))}
    </Section>
  )
}

function Benefits({ benefits }: Pick<ImplementationPlanView, 'benefits'>) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const amount = (value: string) => new Intl.NumberFormat(i18n.locale === 'en' ? 'en-GB' : i18n.locale).format(Number(value))
  if (benefits.length === 0) return null
  return (
    <Table
      caption={t`Benefit`}
      heads={[t`Benefit`, t`Expected`, t`Measured`, t`Verified`]}
      rows={benefits.map((each) => ({
        key: each.benefit_id,
        cells: [
          `${i18n._(KINDS[each.kind])} (${each.unit})`,
          amount(each.forecast),
          each.measured === null ? t`not yet` : amount(each.measured),
          each.verified_at ? moments.time(each.verified_at) : t`not yet`,
        ],
      }))}
    />
  )
}

function Plan({ ideaId }: { ideaId: string }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const plan = useQuery(planQuery(ideaId))
  if (!plan.data) return <Failed asked={plan} />
  const { tasks, benefits } = plan.data
  if (tasks.length === 0 && benefits.length === 0) return null
  return (
    <Section id="plan" title={t`Plan`}>
      {tasks.length > 0 && (
        <Table
          caption={t`Tasks`}
          heads={[t`What is to be done`, t`By when`, t`State`]}
          rows={tasks.map((each) => ({
            key: each.task_id,
            cells: [each.title, each.due_on ? moments.day(each.due_on) : '–', i18n._(TASKS[each.state])],
          }))}
        />
      )}
      <Benefits benefits={benefits} />
    </Section>
  )
}

export function Carried({ idea }: { idea: IdeasIdeaSeen }) {
  const ideaId = idea.idea_id
  if (idea.status === 'draft') return null
  return (
    <>
      <Effects ideaId={ideaId} />
      <Reviews ideaId={ideaId} />
      <Consultations ideaId={ideaId} />
      <Plan ideaId={ideaId} />
    </>
  )
}
