// On which side somebody meets a case, and what is theirs to do in it now.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { hasRole, type PeopleMe, type UnionDialogueCaseSeen } from '../../api'

export type Side = 'management' | 'body' | 'office'

/** A mandate does not count beside a function for the employer. */
export function sideOf(me: PeopleMe, bodyId: string): Side {
  if (hasRole(me, 'consultation-officer', 'decision-maker')) return 'management'
  if (!hasRole(me, 'administrator') && me.mandates.some((each) => each.body_id === bodyId)) return 'body'
  return 'office'
}

export type Place = 'package' | 'opinion' | 'response'

export interface Part {
  text: MessageDescriptor
  act?: { place: Place; verb: MessageDescriptor }
}

type Case = Pick<
  UnionDialogueCaseSeen,
  'state' | 'received_version' | 'package_version' | 'unanswered' | 'dispute' | 'may'
>

/** Whether something newer was sent since the body said that something is missing. */
function completed({ dispute, package_version: newest }: Case): boolean {
  return dispute !== null && newest > dispute.package_version
}

const OVER: Part = { text: msg`The case is closed. What was said and decided stays in the case file.` }
const LOOKS_ON: Part = { text: msg`You see how the case goes. What is said in the rooms stays with those who may enter them.` }

function missing(it: Case): Part {
  if (!it.may.includes('provide'))
    return { text: msg`The representatives say that something is missing; the consultation officer completes the package.` }
  return completed(it)
    ? {
        text: msg`The new version is with the representatives. They say whether the package is complete now; you can say so too.`,
        act: { place: 'package', verb: msg`See the package` },
      }
    : {
        text: msg`The representatives say that something is missing. Send a new version of the package.`,
        act: { place: 'package', verb: msg`Complete the package` },
      }
}

const MANAGEMENT: Record<string, (it: Case, side: Side) => Part> = {
  prepared: ({ may }) =>
    may.includes('provide')
      ? {
          text: msg`Hand over the information package. Nothing may be decided or carried out before the representatives are heard.`,
          act: { place: 'package', verb: msg`Put the package together` },
        }
      : { text: msg`The consultation officer hands over the information package.` },
  provided: () => ({ text: msg`The representatives have the package. The period begins when they confirm the receipt.` }),
  disputed: missing,
  running: (it) => (it.dispute ? missing(it) : { text: msg`The representatives deliberate. You cannot decide or carry anything out before they are done.` }),
  lapsed: ({ may }) =>
    may.includes('close-disagreed')
      ? {
          text: msg`The period is over and no opinion came. Close the case with a reason.`,
          act: { place: 'response', verb: msg`Close the case` },
        }
      : { text: msg`The period is over and no opinion came; the consultation officer closes the case.` },
  opinion: ({ unanswered, may }) => {
    if (unanswered.length > 0)
      return {
        text: msg`The opinion is there. Each of its points gets an answer with a reason; the case cannot be closed before.`,
        ...(may.includes('respond') && { act: { place: 'response', verb: msg`Answer the points` } }),
      }
    return may.includes('close-disagreed')
      ? { text: msg`Every point is answered. Close the case.`, act: { place: 'response', verb: msg`Close the case` } }
      : { text: msg`Every point is answered; the consultation officer closes the case.` }
  },
}

const MISSING: Part = {
  text: msg`You said that something is missing. Once management has sent it, say whether the package is complete.`,
  act: { place: 'package', verb: msg`See the package` },
}
const TO_SETTLE: Part = {
  text: msg`You said that something was missing, and management has sent a new version. Say whether the package is complete now.`,
  act: { place: 'package', verb: msg`Look at the package` },
}

const BODY: Record<string, (it: Case, side: Side) => Part> = {
  prepared: () => ({ text: msg`Management has not handed over the information package yet. You need not do anything.` }),
  provided: () => ({
    text: msg`The package is there. Confirm that you received it: the period begins with the receipt.`,
    act: { place: 'package', verb: msg`Look at the package` },
  }),
  disputed: (it) => (completed(it) ? TO_SETTLE : MISSING),
  running: (it) => {
    if (completed(it)) return TO_SETTLE
    if (it.received_version < it.package_version)
      return {
        text: msg`There is a new version of the package. Confirm that you received it; the period runs on.`,
        act: { place: 'package', verb: msg`Look at the package` },
      }
    return it.may.includes('deliver')
      ? {
          text: msg`Write the opinion, have it voted on, and deliver it before the period ends.`,
          act: { place: 'opinion', verb: msg`Write the opinion` },
        }
      : {
          text: msg`The body adopts an opinion; who leads it delivers it before the period ends.`,
          act: { place: 'opinion', verb: msg`See the opinion` },
        }
  },
  lapsed: () => ({
    text: msg`The period is over. You can still deliver an opinion until the case is closed.`,
    act: { place: 'opinion', verb: msg`Write the opinion` },
  }),
  opinion: (it) => {
    if (it.unanswered.length > 0) return { text: msg`Your opinion is with management, which answers each point.` }
    return it.may.includes('close-agreed')
      ? {
          text: msg`Every point is answered. Consider the answers: you can close the case as agreed.`,
          act: { place: 'response', verb: msg`Consider the answers` },
        }
      : {
          text: msg`Every point is answered. Who leads the body can close the case as agreed.`,
          act: { place: 'response', verb: msg`See the answers` },
        }
  },
}

/** What is somebody's to do in a case, as things stand. */
export function partOf(it: Case, side: Side): Part {
  if (it.state === 'closed') return OVER
  if (side === 'office') return LOOKS_ON
  return (side === 'management' ? MANAGEMENT : BODY)[it.state]?.(it) ?? LOOKS_ON
}
