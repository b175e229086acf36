// What a regime says, in words: each rule by its value.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { UnionDialogueRegimeView } from '../../api'

export const VARIANTS: Record<string, MessageDescriptor> = {
  normal: msg`Ordinary form`,
  urgent: msg`Urgent form`,
  stepped: msg`Higher level heard, with the lower one`,
  'stepped-urgent': msg`Higher level heard, urgent`,
  expert: msg`With an expert`,
  'experts-central-and-site': msg`Experts at the centre and at the site`,
  'site-opinion': msg`Opinion of a site`,
  'site-opinion-experts': msg`Opinion of a site, with experts`,
}

const SILENCE: Record<string, MessageDescriptor> = {
  'deemed-approved': msg`The body is deemed to agree.`,
  'deemed-negative': msg`The body is deemed to have given a negative opinion.`,
  none: msg`Nothing is deemed; the case stays open until somebody closes it.`,
  'as-agreed': msg`What both sides agreed on it.`,
  'not-referred-refusal-stands': msg`The refusal stands.`,
  'not-referred-measure-may-proceed': msg`The measure may go ahead.`,
  'conciliation-decision-stands': msg`The decision of the conciliation body stands.`,
}

const REST: Record<string, MessageDescriptor> = {
  moved: msg`It ends on the next working day.`,
  stands: msg`It ends on that day.`,
  disputed: msg`Courts differ; both days are shown.`,
}

const OBJECTION: Record<string, MessageDescriptor> = {
  restarts: msg`The period begins anew once the package is complete.`,
  'no-effect': msg`The period runs on.`,
}

const MAJORITY: Record<string, MessageDescriptor> = {
  'of-present': msg`Of those present: an abstention counts as a no.`,
  'of-votes': msg`Of the votes that are given.`,
}

const QUORUM: Record<string, MessageDescriptor> = {
  'half-of-seats': msg`At least half of the seats.`,
  none: msg`None is needed.`,
}

const CONCERNED: Record<string, MessageDescriptor> = {
  void: msg`It makes the resolution void if it could have decided it.`,
  flagged: msg`It is flagged; the resolution stands.`,
}

const RECEIVERS: Record<string, MessageDescriptor> = {
  lead: msg`Who leads the body.`,
  members: msg`Every member.`,
}

const SUBSTITUTES: Record<string, MessageDescriptor> = {
  'in-order': msg`The first of the order who can.`,
  'body-names': msg`Whom the body names.`,
}

interface Rule {
  name: MessageDescriptor
  says: (regime: UnionDialogueRegimeView) => MessageDescriptor | undefined
}

/** The rules of a regime, in the order in which a consultation meets them. */
export const RULES: readonly Rule[] = [
  { name: msg`To whom the package is addressed`, says: (regime) => RECEIVERS[regime.receivers] },
  { name: msg`An objection, in time, that it is incomplete`, says: (regime) => OBJECTION[regime.objection] },
  { name: msg`An end on a Saturday, Sunday or holiday`, says: (regime) => REST[regime.rest_day_end] },
  { name: msg`Quorum`, says: (regime) => QUORUM[regime.quorum] },
  { name: msg`Majority`, says: (regime) => MAJORITY[regime.majority] },
  { name: msg`The vote of somebody whom it concerns`, says: (regime) => CONCERNED[regime.concerned_vote] },
  { name: msg`Who sits in for a member`, says: (regime) => SUBSTITUTES[regime.substitutes] },
  { name: msg`Silence until the end`, says: (regime) => SILENCE[regime.silence] },
  {
    name: msg`Without the body’s consent`,
    says: (regime) =>
      regime.consent_needed ? msg`The measure is not taken.` : msg`The measure may be taken once the body was heard.`,
  },
]
