// What a persona of the demo is, and what to try as one.
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

export const ROLES: Record<string, MessageDescriptor> = {
  'scheme-officer': msg`Scheme office`,
  'decision-maker': msg`Decision maker`,
  'consultation-officer': msg`Consultation officer`,
  implementer: msg`Implementer`,
  'benefit-controller': msg`Benefit controller`,
  administrator: msg`Administrator`,
}

export const MANDATES: Record<string, MessageDescriptor> = {
  chair: msg`Chair of a representative body`,
  member: msg`Member of a representative body`,
  substitute: msg`Substitute on a representative body`,
}

export const EMPLOYEE = msg`Employee`

export const TRY: Record<string, MessageDescriptor> = {
  'scheme-officer': msg`Look at what was handed in, and where it goes next.`,
  'decision-maker': msg`See what waits for a decision.`,
  'consultation-officer': msg`See which consultations wait for you.`,
  implementer: msg`See which work waits for you.`,
  'benefit-controller': msg`See which benefits wait to be verified.`,
  administrator: msg`See what everybody sees.`,
  chair: msg`See which deadlines your body has.`,
  member: msg`See which deadlines your body has.`,
  substitute: msg`See what a substitute sees.`,
}

export const TRY_IDEAS = msg`Propose an idea, support one, say something.`

export const SIDES = ['functions', 'representatives', 'employees'] as const
export type Side = (typeof SIDES)[number]

export const SIDE_WORDS: Record<Side, MessageDescriptor> = {
  functions: msg`They run the scheme, decide and carry out`,
  representatives: msg`They represent the employees`,
  employees: msg`They propose, support and review`,
}
