// The rights that a measure touches, and why, in words: the key is what the impact screen asked.
import { useLingui } from '@lingui/react'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { UnionDialogueRightView } from '../../api'

interface Right {
  right: MessageDescriptor
  why: MessageDescriptor
}

export const RIGHTS: Readonly<Record<string, Right>> = {
  jobs: {
    right: msg`job loss or change`,
    why: msg`Staff must be heard before jobs change or go.`,
  },
  workload: {
    right: msg`easing or raising of work`,
    why: msg`How much and how people work changes.`,
  },
  monitoring: {
    right: msg`technical means able to monitor staff`,
    why: msg`It is enough that the technology is able to monitor; whether anybody means to is not asked.`,
  },
  data: {
    right: msg`personal data of staff`,
    why: msg`Data about staff is used for something new.`,
  },
  safety: {
    right: msg`health and safety at work`,
    why: msg`Protection at work changes, also for the better.`,
  },
  outsourcing: {
    right: msg`outsourcing of tasks`,
    why: msg`Work of staff leaves the organisation.`,
  },
  place: {
    right: msg`place of work`,
    why: msg`People work elsewhere than before.`,
  },
  pay: {
    right: msg`pay and its principles`,
    why: msg`What is paid for which work is decided by rules that staff have a say in.`,
  },
}

/** Says a right with its rule, and why it is touched, in the reader's language; as it was told where it has no code. */
export function useRights() {
  const { i18n } = useLingui()
  return ({ question, right, rule, why }: UnionDialogueRightView) => {
    const known = RIGHTS[question ?? '']
    const name = known ? i18n._(known.right) : right
    return { right: rule ? `${name} (${rule})` : name, why: known ? i18n._(known.why) : why }
  }
}
