// What waits, in words: the act with its object, and what follows from it.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export type Group = 'legal' | 'asked'

export interface Words {
  group: Group
  /** An act; `{title}` is its object. */
  act: MessageDescriptor
  why: MessageDescriptor
}

export const WAITING: Record<string, Words> = {
  'case.opinion-owed': {
    group: 'legal',
    act: msg({ message: 'Adopt an opinion on “{title}”' }),
    why: msg`The period runs. What silence means stands in the case.`,
  },
  'case.receipt-owed': {
    group: 'legal',
    act: msg({ message: 'Confirm that you received the package on “{title}”' }),
    why: msg`The period begins with the receipt.`,
  },
  'case.completion-owed': {
    group: 'legal',
    act: msg({ message: 'Complete the package on “{title}”' }),
    why: msg`The body says that something is missing.`,
  },
  'case.completion-to-settle': {
    group: 'legal',
    act: msg({ message: 'Say whether the package on “{title}” is complete now' }),
    why: msg`The employer has sent a new version.`,
  },
  'consultation.contestable': {
    group: 'legal',
    act: msg({ message: 'Check the screening: “{title}”' }),
    why: msg`It says that your body need not be heard. You may contest that.`,
  },
  'case.acting-chair-to-elect': {
    group: 'asked',
    act: msg({ message: 'Elect who leads the body on “{title}”' }),
    why: msg`Neither the chair nor the deputy can act in this case.`,
  },
  'case.substitute-to-seat': {
    group: 'asked',
    act: msg({ message: 'Call a substitute for “{title}”' }),
    why: msg`A member cannot take part, and nobody sits in for them.`,
  },
  'case.package-owed': {
    group: 'asked',
    act: msg({ message: 'Hand over the information package on “{title}”' }),
    why: msg`Nothing may be decided before the body is heard.`,
  },
  'case.closing-owed': {
    group: 'asked',
    act: msg({ message: 'Close the consultation on “{title}”' }),
    why: msg`All is said; the decision waits for the closing.`,
  },
  'case.answers-owed': {
    group: 'asked',
    act: msg({ message: 'Answer the points of the opinion on “{title}”' }),
    why: msg`Each point gets an answer with a reason.`,
  },
  'case.answers-to-consider': {
    group: 'asked',
    act: msg({ message: 'Consider the answers on “{title}”' }),
    why: msg`Every point is answered.`,
  },
  'case.agreement-to-confirm': {
    group: 'asked',
    act: msg({ message: 'Confirm or leave an agreement on “{title}”' }),
    why: msg`The other side proposes other terms for the period.`,
  },
  review: {
    group: 'asked',
    act: msg({ message: 'Review “{title}”' }),
    why: msg`First say whether you have a conflict of interest. Names are hidden both ways.`,
  },
  calibration: {
    group: 'asked',
    act: msg({ message: 'Look at the spread on “{title}”' }),
    why: msg`The reviews are far apart.`,
  },
  'overdue-round': {
    group: 'asked',
    act: msg({ message: 'Extend or conclude the round on “{title}”' }),
    why: msg`Its day has passed without enough reviews.`,
  },
  'idea.returned': {
    group: 'asked',
    act: msg({ message: 'Revise “{title}” and hand it in again' }),
    why: msg`The scheme office sent it back with a reason.`,
  },
  'idea.submitted': {
    group: 'asked',
    act: msg({ message: 'Decide where “{title}” goes' }),
    why: msg`It was handed in and nobody has looked at it.`,
  },
  'idea.reviewed': {
    group: 'asked',
    act: msg({ message: 'Screen the effects of “{title}” on staff' }),
    why: msg`The reviews are in. The screening says who must be heard.`,
  },
  'idea.contested': {
    group: 'asked',
    act: msg({ message: 'Screen “{title}” again' }),
    why: msg`A body says that the screening overlooked a right.`,
  },
  'idea.decision_pending': {
    group: 'asked',
    act: msg({ message: 'Decide on “{title}”' }),
    why: msg`Everything is heard; the authors wait for an answer.`,
  },
  'idea.appealed': {
    group: 'asked',
    act: msg({ message: 'Answer the appeal on “{title}”' }),
    why: msg`Somebody else than the first decision maker answers.`,
  },
  'co-author.invitation': {
    group: 'asked',
    act: msg({ message: 'Say whether you become a co-author of “{title}”' }),
    why: msg`You were invited.`,
  },
  'co-author.shares': {
    group: 'asked',
    act: msg({ message: 'Agree to the shares of “{title}”' }),
    why: msg`It can be handed in when all have agreed.`,
  },
  'co-author.unshared': {
    group: 'asked',
    act: msg({ message: 'Propose the shares of “{title}”' }),
    why: msg`All have accepted; it can be handed in when all have agreed to their shares.`,
  },
  'endorsement.asked-again': {
    group: 'asked',
    act: msg({ message: 'Say whether you support “{title}” too' }),
    why: msg`An idea that you support was merged into it.`,
  },
  task: {
    group: 'asked',
    act: msg({ message: 'Do the task “{title}”' }),
    why: msg`Somebody else verifies it afterwards.`,
  },
  'task-to-plan': {
    group: 'asked',
    act: msg({ message: 'Name an owner and a day for “{title}”' }),
    why: msg`It was promised, and nobody does it yet.`,
  },
  'task-to-verify': {
    group: 'asked',
    act: msg({ message: 'Verify the task “{title}”' }),
    why: msg`Its owner says that it is done.`,
  },
  'role-offer': {
    group: 'asked',
    act: msg({ message: 'Answer the offer to take part in “{title}”' }),
    why: msg`Your manager has released the hours.`,
  },
  'release-of-hours': {
    group: 'asked',
    act: msg({ message: 'Release hours for “{title}”' }),
    why: msg`Somebody whom you manage is offered a part.`,
  },
  'benefit-to-measure': {
    group: 'asked',
    act: msg({ message: 'Measure the benefit of “{title}”' }),
    why: msg`A forecast becomes true only when it is measured.`,
  },
  'benefit-to-verify': {
    group: 'asked',
    act: msg({ message: 'Verify the benefit of “{title}”' }),
    why: msg`You did not measure it yourself.`,
  },
}

/** Something that waits and has no words of its own yet: better said in general than not at all. */
export const ANYTHING: Words = {
  group: 'asked',
  act: msg({ message: 'See what is asked of you on “{title}”' }),
  why: msg`Something waits for you there.`,
}

export function wordsOf(kind: string): Words {
  return WAITING[kind] ?? ANYTHING
}
