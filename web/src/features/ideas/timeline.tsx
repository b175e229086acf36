// Everything that happened to an idea, by whom, and what may come; what a step says of itself stands beside it.
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { IdeasEntry, IdeasIdeaSeen } from '../../api'
import { Later, Rest } from '../../parts'
import { Loading, Section, SelectField, STANDS, Trouble, useMoments } from '../../ui'
import { ClockIcon, IdeaIcon, PlanIcon, RepresentativesIcon, ReviewIcon } from '../../ui/icons'
import { EVENTS, type Side, SIDES } from './events'
import { IdeaPage } from './head'
import { lastSteps, timelineQuery } from './queries'
import { OUTCOMES, REASONS } from './reasons'
import styles from './timeline.module.css'

const route = getRouteApi('/inside/ideas/$ideaId/timeline')

const GLYPHS: Record<Side, typeof IdeaIcon> = {
  ideas: IdeaIcon,
  review: ReviewIcon,
  'union-dialogue': RepresentativesIcon,
  implementation: PlanIcon,
}

function sideOf(entry: IdeasEntry): Side {
  return entry.source in SIDES ? (entry.source as Side) : 'ideas'
}

interface Detail {
  number?: number
  text?: string
  reason_code?: string
  outcome?: string
  due_on?: string
  due_at?: string
  done?: number
  needed?: number
  measure?: string
  why?: string
  appeal_until?: string
}

/** What the step says beyond its kind, as short sentences. */
function useSaid() {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  return (detail: Detail | null): string[] => {
    if (!detail) return []
    const coded = (words: Record<string, MessageDescriptor>, code?: string) => {
      const known = code ? words[code] : undefined
      return known ? i18n._(known) : code
    }
    const due = detail.due_on ? moments.day(detail.due_on) : detail.due_at ? moments.time(detail.due_at) : null
    const appeal = detail.appeal_until ? moments.day(detail.appeal_until) : null
    return [
      detail.number === undefined ? null : t`Number ${detail.number}`,
      coded(OUTCOMES, detail.outcome),
      coded(REASONS, detail.reason_code),
      detail.done === undefined ? null : t`${detail.done} of ${detail.needed ?? 0}`,
      detail.measure,
      detail.why,
      detail.text,
      due && t`Due by ${due}`,
      appeal && t`Appeal until ${appeal}`,
    ].filter((each): each is string => Boolean(each))
  }
}

interface StepProps {
  entry: IdeasEntry
  /** The status that the step before led to. */
  before: IdeasEntry['status'] | undefined
  last: boolean
}

function Step({ entry, before, last }: StepProps) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const detailsOf = useSaid()
  const Icon = GLYPHS[sideOf(entry)]
  const words = EVENTS[entry.kind]
  const said = words ? i18n._(words) : entry.kind
  const status = entry.status && entry.status !== before ? i18n._(STANDS[entry.status].label) : ''
  const moved = status === said ? '' : status
  return (
    <li data-now={last || undefined} data-row tabIndex={-1}>
      <span className={styles.dot} aria-hidden="true">
        <Icon />
      </span>
      <div className={styles.what}>
        <p>
          <b>{said}</b>
          {moved && <span className={styles.meta}> → {moved}</span>}
        </p>
        {detailsOf(entry.detail as Detail | null).map((each) => (
          <p key={each} className={styles.detail}>
            {each}
          </p>
        ))}
        {entry.ignored && <p className={styles.meta}>{t`It came late or twice and changed nothing.`}</p>}
        <p className={styles.meta}>
          <time dateTime={entry.at}>{moments.time(entry.at)}</time>
          {entry.by && <> · {entry.by}</>}
        </p>
      </div>
    </li>
  )
}

function Next({ idea }: { idea: IdeasIdeaSeen }) {
  const { i18n } = useLingui()
  const { step, next } = STANDS[idea.status]
  if (step === null || step > 7) return null
  return (
    <li data-future>
      <span className={styles.dot} aria-hidden="true">
        <ClockIcon />
      </span>
      <p className={styles.what}>{i18n._(next)}</p>
    </li>
  )
}

const idOf = (entry: IdeasEntry) => entry.entry_id

function Steps({ idea }: { idea: IdeasIdeaSeen }) {
  const { t, i18n } = useLingui()
  const [side, choose] = useState<Side | ''>('')
  const list = useRef<HTMLOListElement>(null)
  const timeline = useInfiniteQuery(timelineQuery(idea.idea_id))
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? []
  const wanted = (each: IdeasEntry) => side === '' || sideOf(each) === side
  const shown = entries.filter(wanted)
  return (
    <Section id="steps" title={t`So far, and next`}>
      {timeline.isPending && <Loading lines={8} />}
      {timeline.error && <Trouble error={timeline.error} onRetry={() => void timeline.refetch()} />}
      {entries.length > 0 && (
        <div className={styles.filter}>
          <SelectField<Side | ''>
            id="side"
            label={t`Show`}
            value={side}
            options={[
              { value: '', label: t`Everything` },
              ...(Object.keys(SIDES) as Side[]).map((value) => ({ value, label: i18n._(SIDES[value]) })),
            ]}
            onChange={choose}
          />
        </div>
      )}
      {timeline.data && (
        <Later asked={timeline} last={lastSteps(idea.idea_id)} idOf={idOf} list={list} among={wanted} />
      )}
      <ol className={styles.steps} ref={list}>
        {shown.map((entry, at) => (
          <Step
            key={entry.entry_id}
            entry={entry}
            before={entries[entries.indexOf(entry) - 1]?.status}
            last={!timeline.hasNextPage && at === shown.length - 1} />
        ))}
        {timeline.data && !timeline.hasNextPage && <Next idea={idea} />}
      </ol>
      <Rest asked={timeline} shown={entries.length} list={list} verb={t`Show later steps`} />
    </Section>
  )
}

export function Timeline() {
  const { t } = useLingui()
  const { ideaId } = route.useParams()
  return (
    <IdeaPage ideaId={ideaId} part={t`Timeline`}>
      {({ data }) => <Steps idea={data} />}
    </IdeaPage>
  )
}
