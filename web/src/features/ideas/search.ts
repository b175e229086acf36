// What the address of the list holds: filters, words, order.
import { type IdeaStatus, STATUSES } from '../../ui'

export const FACETS = ['enhancement', 'mission', 'adaptive', 'anticipatory'] as const
export type Facet = (typeof FACETS)[number]
export const SORTS = ['newest', 'support', 'due', 'relevance'] as const
export type Sort = (typeof SORTS)[number]

export interface IdeasSearch {
  q?: string | undefined
  status?: IdeaStatus | undefined
  facet?: Facet | undefined
  campaign?: string | undefined
  unit?: string | undefined
  author?: 'me' | undefined
  sort?: Sort | undefined
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function one<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((each) => each === value)
}

export function text(value: unknown): string | undefined {
  const said = typeof value === 'number' ? String(value) : value
  return typeof said === 'string' && said.trim() ? said.slice(0, 200) : undefined
}

export function uuid(value: unknown): string | undefined {
  return typeof value === 'string' && UUID.test(value) ? value : undefined
}

/** An address that was typed or is old: what it does not know is left out, nothing breaks. */
export function ideasSearch(search: Record<string, unknown>): IdeasSearch {
  return {
    q: text(search.q),
    status: one(search.status, STATUSES),
    facet: one(search.facet, FACETS),
    campaign: uuid(search.campaign),
    unit: uuid(search.unit),
    author: one(search.author, ['me'] as const),
    sort: one(search.sort, SORTS),
  }
}
