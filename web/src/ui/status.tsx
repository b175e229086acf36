// Where an idea stands: its status as a word with a glyph, its way as eight steps, and what comes next.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { FC } from 'react'
import {
  CheckmarkIcon,
  ClockIcon,
  ClosedIcon,
  DecisionIcon,
  MergedIcon,
  PencilIcon,
  PlanIcon,
  RepresentativesIcon,
  ReturnedIcon,
  ReviewIcon,
  TriageIcon,
} from './icons'
import styles from './status.module.css'
import type { IdeaStatus } from './statuses'

interface Stand {
  label: MessageDescriptor
  /** The next step, who takes it. */
  next: MessageDescriptor
  /** Of the eight steps; null where the way ends. */
  step: number | null
  tone: 'neutral' | 'accent' | 'reps' | 'success'
  icon: FC<{ 'aria-hidden': 'true' }>
}

export const STEPS: readonly MessageDescriptor[] = [
  msg`Draft`,
  msg`Triage`,
  msg`Peer review`,
  msg`Effects on staff`,
  msg`Consultation`,
  msg`Decision`,
  msg`Carrying out`,
  msg`Benefit`,
]

export const STANDS: Record<IdeaStatus, Stand> = {
  draft: {
    label: msg`Draft`,
    next: msg`The authors finish the draft and hand it in. Nobody else sees it.`,
    step: 0,
    tone: 'neutral',
    icon: PencilIcon,
  },
  submitted: {
    label: msg`Handed in`,
    next: msg`The scheme office looks at the idea and says where it goes.`,
    step: 1,
    tone: 'accent',
    icon: TriageIcon,
  },
  returned: {
    label: msg`Sent back`,
    next: msg`The authors answer the question of the scheme office and hand the idea in again.`,
    step: 1,
    tone: 'accent',
    icon: ReturnedIcon,
  },
  withdrawn: {
    label: msg`Withdrawn`,
    next: msg`The authors took the idea back. Nothing follows.`,
    step: null,
    tone: 'neutral',
    icon: ClosedIcon,
  },
  merged: {
    label: msg`Merged`,
    next: msg`The idea lives on in another one. Its time and its authors stay its own.`,
    step: null,
    tone: 'neutral',
    icon: MergedIcon,
  },
  under_review: {
    label: msg`In peer review`,
    next: msg`Colleagues from other units review the idea. Names are hidden both ways.`,
    step: 2,
    tone: 'accent',
    icon: ReviewIcon,
  },
  reviewed: {
    label: msg`Reviewed`,
    next: msg`The scheme office screens the effects on staff: who must be heard before a decision?`,
    step: 3,
    tone: 'accent',
    icon: ReviewIcon,
  },
  in_consultation: {
    label: msg`In consultation`,
    next: msg`The employees’ representatives are heard. Nothing may be decided or carried out before.`,
    step: 4,
    tone: 'reps',
    icon: RepresentativesIcon,
  },
  decision_pending: {
    label: msg`Waits for the decision`,
    next: msg`A decision maker answers with reasons.`,
    step: 5,
    tone: 'accent',
    icon: DecisionIcon,
  },
  accepted: {
    label: msg`Accepted`,
    next: msg`The implementers plan the work.`,
    step: 6,
    tone: 'success',
    icon: CheckmarkIcon,
  },
  accepted_with_changes: {
    label: msg`Accepted with changes`,
    next: msg`The implementers plan the work, with what was changed.`,
    step: 6,
    tone: 'success',
    icon: CheckmarkIcon,
  },
  pilot: {
    label: msg`Pilot`,
    next: msg`The idea is tried out; then it is decided again.`,
    step: 6,
    tone: 'success',
    icon: CheckmarkIcon,
  },
  deferred: {
    label: msg`Deferred`,
    next: msg`The decision comes back by itself on the day that was set.`,
    step: 5,
    tone: 'neutral',
    icon: ClockIcon,
  },
  declined: {
    label: msg`Declined`,
    next: msg`The authors may appeal until the day that was set.`,
    step: 5,
    tone: 'neutral',
    icon: ClosedIcon,
  },
  appealed: {
    label: msg`Appealed`,
    next: msg`Another decision maker answers the appeal.`,
    step: 5,
    tone: 'accent',
    icon: DecisionIcon,
  },
  implementing: {
    label: msg`Being carried out`,
    next: msg`The tasks of the plan are done and verified.`,
    step: 6,
    tone: 'success',
    icon: PlanIcon,
  },
  implemented: {
    label: msg`Carried out`,
    next: msg`The benefit is measured.`,
    step: 7,
    tone: 'success',
    icon: CheckmarkIcon,
  },
  benefits_tracking: {
    label: msg`Benefit measured`,
    next: msg`An independent controller verifies the benefit.`,
    step: 7,
    tone: 'success',
    icon: CheckmarkIcon,
  },
  closed: {
    label: msg`Closed`,
    next: msg`The journey is over. What came of it stands in the timeline.`,
    step: 8,
    tone: 'success',
    icon: CheckmarkIcon,
  },
}

export function Status({ status }: { status: IdeaStatus }) {
  const { i18n } = useLingui()
  const { label, tone, icon: Icon } = STANDS[status]
  return (
    <span className={styles.status} data-color={tone}>
      <Icon aria-hidden="true" />
      {i18n._(label)}
    </span>
  )
}

/** The eight steps; on a narrow screen "Step 5 of 8". */
export function Journey({ status }: { status: IdeaStatus }) {
  const { t, i18n } = useLingui()
  const at = STANDS[status].step
  const now = at === null ? undefined : STEPS[at]
  if (at === null) return null
  const name = now ? i18n._(now) : ''
  return (
    <>
      <ol className={styles.journey} aria-label={t`The way of the idea`}>
        {STEPS.map((step, index) => (
          <li
            key={step.id}
            data-done={index < at || undefined}
            data-now={index === at || undefined}
            aria-current={index === at ? 'step' : undefined}
          >
            {i18n._(step)}
            {index < at && <span className="sr">{t`done`}</span>}
          </li>
        ))}
      </ol>
      <p className={styles.short}>
        {now ? t`Step ${at + 1} of ${STEPS.length}: ${name}` : t`All ${STEPS.length} steps are done`}
      </p>
    </>
  )
}
