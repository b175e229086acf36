// Facets, orders and languages in words.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Facet, Sort } from './search'

export const FACET_WORDS: Record<Facet, { label: MessageDescriptor; hint: MessageDescriptor }> = {
  enhancement: { label: msg`Enhancement`, hint: msg`Do better what we do already.` },
  mission: { label: msg`Mission`, hint: msg`Reach a goal that was set.` },
  adaptive: { label: msg`Adaptive`, hint: msg`Answer to something that has changed.` },
  anticipatory: { label: msg`Anticipatory`, hint: msg`Explore what may come.` },
}

export const SORT_WORDS: Record<Sort, MessageDescriptor> = {
  newest: msg`Newest first`,
  support: msg`Most support first`,
  relevance: msg`Best match first`,
}

export const LANGUAGES = { en: msg`English`, fr: msg`French`, de: msg`German` } as const
export type Language = keyof typeof LANGUAGES
