// The agreement on closure days: as the form has it, and as it is told.
import type { PeopleAgreementSaid } from '../../api'

export interface AgreementTyped {
  title: string
  day: string
  form: PeopleAgreementSaid['form']
  reference: string
}

export const NO_AGREEMENT: AgreementTyped = { title: '', day: '', form: 'written', reference: '' }

/** What was told of an agreement in one text; empty where HR told it in words of its own. */
export function agreementOf(told: string | null): AgreementTyped {
  const [, title, day, form, reference] = /^(.+), (\d{4}-\d{2}-\d{2}), (written|electronic)(?:, (.+))?$/.exec(told ?? '') ?? []
  if (title === undefined || day === undefined) return NO_AGREEMENT
  return { title, day, form: form === 'electronic' ? form : 'written', reference: reference ?? '' }
}
