// Coded reasons and outcomes in words.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export const OUTCOMES: Record<string, MessageDescriptor> = {
  accepted: msg`Accepted`,
  'accepted-with-changes': msg`Accepted with changes`,
  pilot: msg`Accepted as a pilot`,
  deferred: msg`Deferred`,
  declined: msg`Declined`,
}

export const REASONS: Record<string, MessageDescriptor> = {
  // of a decision
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
  // of triage
  unclear: msg`It is not clear yet`,
  incomplete: msg`Something is missing`,
  'several-ideas': msg`It is several ideas in one`,
  'personal-data': msg`It names people or tells about them`,
  'wrong-scheme': msg`It belongs to another scheme`,
  'larger-remit': msg`It concerns more than one unit`,
  'better-placed': msg`Another unit is better placed`,
  // of a screening after which nobody is heard
  'no-right-touched': msg`No right of the representatives is touched`,
  'heard-before': msg`The representatives were heard on this measure and these rights before`,
  'no-body': msg`No representative body covers the unit`,
}
