// Outcomes and coded reasons in words, and which reasons speak for which outcome.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { IdeasDecision } from '../../api'

export type Outcome = IdeasDecision['outcome']

export const OUTCOMES: Record<Outcome, MessageDescriptor> = {
  accepted: msg`Accepted`,
  'accepted-with-changes': msg`Accepted with changes`,
  pilot: msg`Accepted as a pilot`,
  deferred: msg`Deferred`,
  declined: msg`Declined`,
}

export const VERBS: Record<Outcome, { label: MessageDescriptor; hint: MessageDescriptor; act: MessageDescriptor }> = {
  accepted: { label: msg`Accept`, hint: msg`It is carried out as proposed.`, act: msg`Accept the idea` },
  'accepted-with-changes': {
    label: msg`Accept with changes`,
    hint: msg`It is carried out under conditions that you name.`,
    act: msg`Accept the idea with changes`,
  },
  pilot: {
    label: msg`Try it as a pilot`,
    hint: msg`It is tried until a day, and then looked at.`,
    act: msg`Start a pilot`,
  },
  deferred: {
    label: msg`Defer`,
    hint: msg`It comes back for a decision by itself on the day you name.`,
    act: msg`Defer the decision`,
  },
  declined: { label: msg`Decline`, hint: msg`It is not carried out. The authors may appeal.`, act: msg`Decline the idea` },
}

export const OUTCOME_NAMES = Object.keys(VERBS) as Outcome[]

export const REASONS: Record<string, MessageDescriptor> = {
  'benefit-outweighs-effort': msg`The benefit outweighs the effort`,
  'mission-need': msg`Our mission needs it`,
  'duty-of-law': msg`The law asks for it`,
  'cost-too-high': msg`It costs too much`,
  'not-feasible': msg`It cannot be done`,
  'already-in-place': msg`It is in place already`,
  'out-of-remit': msg`It is not ours to decide`,
  'against-opinion-of-staff': msg`The employees’ representatives speak against it`,
  'needs-budget': msg`It needs a budget first`,
  'needs-other-project': msg`Another project comes first`,
}

const FOR = ['benefit-outweighs-effort', 'mission-need', 'duty-of-law']
const LATER = ['needs-budget', 'needs-other-project']

/** The coded reasons that fit an outcome: one that speaks for an idea is none for declining it. */
export function reasonsFor(outcome: Outcome): string[] {
  if (outcome === 'deferred') return LATER
  return outcome === 'declined' ? Object.keys(REASONS).filter((code) => !FOR.includes(code)) : FOR
}
