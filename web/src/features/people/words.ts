// Functions, mandates and kinds of bodies in words.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { PeopleMandateView, PeopleNewBody, Role } from '../../api'

export const FUNCTION: Record<Role, { label: MessageDescriptor; hint: MessageDescriptor }> = {
  'scheme-officer': { label: msg`Scheme office`, hint: msg`Reads what is handed in and sends it on.` },
  'decision-maker': { label: msg`Decision maker`, hint: msg`Decides on ideas, with reasons.` },
  'consultation-officer': { label: msg`Consultation officer`, hint: msg`Consults the representative bodies for the employer.` },
  implementer: { label: msg`Implementer`, hint: msg`Carries out what was accepted.` },
  'benefit-controller': { label: msg`Benefit controller`, hint: msg`Verifies what an idea has brought, on their own.` },
  administrator: { label: msg`Administrator`, hint: msg`Keeps functions, bodies and calendars, and runs the services.` },
}

type Seat = PeopleMandateView['role']

export const SEAT: Record<Seat, MessageDescriptor> = {
  chair: msg`Chair`,
  deputy: msg`Deputy chair`,
  member: msg`Member`,
  substitute: msg`Substitute`,
}
export const SEATS = Object.keys(SEAT) as Seat[]

export type BodyKind = PeopleNewBody['kind']

export const KIND: Record<BodyKind, MessageDescriptor> = {
  'staff-council': msg`Staff council`,
  'works-council': msg`Works council`,
  'union-delegation': msg`Union delegation`,
}
export const KINDS = Object.keys(KIND) as BodyKind[]

export const LANGUAGES = { en: msg`English`, fr: msg`French`, de: msg`German` } as const
export type Language = keyof typeof LANGUAGES
export const TONGUES = Object.keys(LANGUAGES) as Language[]
