// What the organisation answered: a question of the scheme office, or decisions with their reasons. First thing to read.
import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type IdeasDecisionView, type IdeasIdeaSeen } from '../../api'
import { ButtonLink, Loading, Panel, Trouble, useMoments } from '../../ui'
import styles from './answers.module.css'
import { decisionsQuery, timelineQuery } from './queries'
import { OUTCOMES, REASONS } from './reasons'

const DECIDED = [
  'accepted',
  'accepted_with_changes',
  'pilot',
  'deferred',
  'declined',
  'appealed',
  'implementing',
  'implemented',
  'benefits_tracking',
  'closed',
]

function Coded({ code }: { code: string }) {
  const { i18n } = useLingui()
  const words = REASONS[code]
  return <b>{words ? i18n._(words) : code}</b>
}

function Question({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const timeline = useInfiniteQuery(timelineQuery(ideaId))
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? []
  const last = entries.findLast((each) => each.kind === 'idea.returned')
  if (timeline.isPending) return <Loading lines={3} />
  if (timeline.error) return <Trouble error={timeline.error} onRetry={() => void timeline.refetch()} />
  if (!last) return null
  const { reason_code: code, text } = (last.detail ?? {}) as { reason_code?: string; text?: string }
  return (
    <Panel title={t`The scheme office sent it back`} tinted={false}>
      {code && (
        <p>
          <Coded code={code} />
        </p>
      )}
      <p className={styles.text}>{text}</p>
      <p className={styles.meta}>
        <time dateTime={last.at}>{moments.time(last.at)}</time>
      </p>
    </Panel>
  )
}

function Decided({ decision, children }: { decision: IdeasDecisionView; children?: ReactNode }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const outcome = OUTCOMES[decision.outcome]
  const appeal = decision.appeal_until ? moments.day(decision.appeal_until) : null
  const later = decision.deferred_until ? moments.day(decision.deferred_until) : null
  return (
    <Panel title={outcome ? i18n._(outcome) : decision.outcome} tinted={false}>
      <p>
        <Coded code={decision.reason_code} />
      </p>
      <p className={styles.text}>{decision.text}</p>
      {decision.conditions && decision.conditions.length > 0 && (
        <>
          <h3 className={styles.h3}>{t`Under these conditions`}</h3>
          <ul className={styles.conditions}>
            {decision.conditions.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
      {later && <p>{t`It comes back for a decision on ${later}.`}</p>}
      {appeal && <p>{t`The authors may appeal until ${appeal}, 24:00.`}</p>}
      {children}
      <p className={styles.meta}>
        <Trans>
          {decision.office}, <time dateTime={decision.at}>{moments.time(decision.at)}</time>
        </Trans>
      </p>
    </Panel>
  )
}

/** The way on for authors whose idea was declined or deferred, as long as there is one. */
function ToAppeal({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  if (!idea.may.includes('appeal')) return null
  return <ButtonLink to="/ideas/$ideaId/decision" params={{ ideaId: idea.idea_id }}>{t`Appeal against the decision`}</ButtonLink>
}

function Decisions({ idea }: { idea: IdeasIdeaSeen }) {
  const decisions = useQuery(decisionsQuery(idea.idea_id))
  if (decisions.isPending) return <Loading lines={3} />
  if (decisions.error) return <Trouble error={decisions.error} onRetry={() => void decisions.refetch()} />
  return decisions.data
    .toSorted((one, other) => other.at.localeCompare(one.at))
    .map((each, at) => (
      <Decided key={each.decision_id} decision={each}>
        {at === 0 && <ToAppeal idea={idea} />}
      </Decided>
    ))
}

export function Answers({ idea }: { idea: IdeasIdeaSeen }) {
  if (idea.status !== 'returned' && !DECIDED.includes(idea.status)) return null
  return (
    <div className={styles.answers}>
      {idea.status === 'returned' ? <Question ideaId={idea.idea_id} /> : <Decisions idea={idea} />}
    </div>
  )
}
