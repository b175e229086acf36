// Steps of the scale, states and outcomes in words.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ReviewAssignmentState, ReviewOutcome, ReviewRoundView } from '../../api'

/** The steps of every criterion, the lowest first. */
export const STEPS: readonly MessageDescriptor[] = [
  msg`not at all`,
  msg`a little`,
  msg`partly`,
  msg`largely`,
  msg`fully`,
]

export const ASSIGNMENTS: Record<ReviewAssignmentState['state'], MessageDescriptor> = {
  assigned: msg`Not begun`,
  drafted: msg`Begun`,
  submitted: msg`Review handed in`,
  conflicted: msg`Conflict of interest declared`,
  released: msg`Released`,
}

export const ROUNDS: Record<ReviewRoundView['state'], MessageDescriptor> = {
  open: msg`Open`,
  calibrating: msg`The reviewers look at the spread`,
  concluded: msg`Concluded`,
  cancelled: msg`Broken off`,
}

export const RECOMMENDATIONS: Record<ReviewOutcome['recommendation'], MessageDescriptor> = {
  accept: msg`The reviewers speak for it`,
  revise: msg`The reviewers would change it first`,
  decline: msg`The reviewers speak against it`,
}

export type Bond = 'author' | 'line' | 'beneficiary' | 'other'

/** What can bind a reviewer to an idea. */
export const BONDS: Record<Bond, MessageDescriptor> = {
  author: msg`I wrote it, helped to write it, or am close to somebody who did`,
  line: msg`I manage an author, or an author manages me`,
  beneficiary: msg`I gain or lose by it`,
  other: msg`Something else`,
}
