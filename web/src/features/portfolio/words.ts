// Steps, facets, waits and answers in words.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { IdeasAnswersView, IdeasFacetView, IdeasStepView, IdeasWaitView } from '../../api'

export const STEP: Record<IdeasStepView['step'], MessageDescriptor> = {
  submitted: msg`Submitted`,
  triaged: msg`Triaged`,
  reviewed: msg`Reviewed`,
  consulted: msg`Consulted, or no duty`,
  decided: msg`Decided`,
  implemented: msg`Implemented`,
  benefit_verified: msg`Benefit verified`,
}

export const FACET: Record<IdeasFacetView['facet'], MessageDescriptor> = {
  enhancement: msg`Enhancement`,
  mission: msg`Mission`,
  adaptive: msg`Adaptive`,
  anticipatory: msg`Anticipatory`,
}

export const WAIT: Record<IdeasWaitView['wait'], MessageDescriptor> = {
  triage: msg`Triage`,
  review: msg`Peer review`,
  screening: msg`Impact screen`,
  consultation: msg`Consultation`,
  decision: msg`Decision`,
  appeal: msg`Answer to an appeal`,
  implementation: msg`Implementation`,
}

export const ANSWER: Record<NonNullable<IdeasAnswersView['answer']>, MessageDescriptor> = {
  triage: msg`Triage`,
  screening: msg`Impact screen`,
  decision: msg`Decision`,
  appeal: msg`Answer to an appeal`,
}

/** A number as it is written in a language. */
export const written = (locale: string, value: number, how?: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(locale, how).format(value)
