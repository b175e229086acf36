// Facets, orders and languages in words.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { IdeasAuthorView, IdeasIdeaView } from '../../api'
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
  due: msg`Answers that are due, soonest first`,
  relevance: msg`Best match first`,
}

export const LANGUAGES = { en: msg`English`, fr: msg`French`, de: msg`German` } as const
export type Language = keyof typeof LANGUAGES

/** Who reads an idea once it is handed in. */
export const SEEN_BY: Record<IdeasIdeaView['visibility'], MessageDescriptor> = {
  organisation: msg`Everybody in the organisation`,
  unit: msg`The authors’ unit and those who work on ideas`,
}

export type Standing = 'invited' | 'silent' | 'agreed'

export const STANDING: Record<Standing, MessageDescriptor> = {
  invited: msg`has not answered the invitation yet`,
  silent: msg`has not agreed to the shares yet`,
  agreed: msg`agreed`,
}

export function standingOf({ accepted, agreed }: IdeasAuthorView): Standing {
  if (!accepted) return 'invited'
  return agreed ? 'agreed' : 'silent'
}

/** How much of a facet is in an idea. */
export const DEGREES: readonly MessageDescriptor[] = [
  msg`not at all`,
  msg`a little`,
  msg`in part`,
  msg`mostly`,
  msg`entirely`,
]
