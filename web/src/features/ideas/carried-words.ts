// What reviewers, bodies and implementers said, in words: for the case file alone, which shows all of it on one page.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type {
  ImplementationBenefitSeen,
  ImplementationTaskSeen,
  ReviewOutcome,
  UnionDialogueAnswerIn,
  UnionDialogueOpinionIn,
} from '../../api'

export const RECOMMENDATIONS: Record<ReviewOutcome['recommendation'], MessageDescriptor> = {
  accept: msg`The reviewers speak for it`,
  revise: msg`The reviewers would change it first`,
  decline: msg`The reviewers speak against it`,
}

export const STANCES: Record<UnionDialogueOpinionIn['stance'], MessageDescriptor> = {
  consent: msg`The body agrees`,
  'consent-with-conditions': msg`The body agrees on conditions`,
  objection: msg`The body objects`,
}

export const ANSWERS: Record<UnionDialogueAnswerIn['answer'], MessageDescriptor> = {
  adopted: msg`Adopted`,
  partly: msg`Partly`,
  'not-adopted': msg`Not adopted`,
}

export const TASKS: Record<ImplementationTaskSeen['state'], MessageDescriptor> = {
  planned: msg`Planned`,
  started: msg`Under way`,
  blocked: msg`Blocked`,
  done: msg`Done, to be verified`,
  verified: msg`Verified`,
  dropped: msg`Not needed any more`,
}

export const KINDS: Record<ImplementationBenefitSeen['kind'], MessageDescriptor> = {
  hours: msg`Working time`,
  money: msg`Money`,
  quality: msg`Quality`,
  safety: msg`Safety and health`,
  environment: msg`Environment`,
}
