// What the addresses of consultations hold: filters of the list, the day of a what-if, the version of a package.

export const STATES = ['waiting', 'prepared', 'provided', 'disputed', 'running', 'lapsed', 'opinion', 'closed'] as const
export type CaseState = (typeof STATES)[number]

export interface CasesSearch {
  state?: CaseState | undefined
  body?: string | undefined
  /** Only those whose period ends within so many days. */
  within?: 7 | 30 | undefined
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const DAY = /^\d{4}-\d\d-\d\d$/

/** An address that was typed or is old: what it does not know is left out, nothing breaks. */
export function casesSearch(search: Record<string, unknown>): CasesSearch {
  return {
    state: STATES.find((each) => each === search.state),
    body: typeof search.body === 'string' && UUID.test(search.body) ? search.body : undefined,
    within: ([7, 30] as const).find((each) => each === search.within),
  }
}

export interface WhatIf {
  /** The day of receipt that somebody asks about. */
  received?: string | undefined
}

export function whatIf(search: Record<string, unknown>): WhatIf {
  const day = search.received
  return { received: typeof day === 'string' && DAY.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined }
}

export function packageSearch(search: Record<string, unknown>): { version?: number | undefined } {
  const { version } = search
  return { version: Number.isInteger(version) && Number(version) > 0 ? Number(version) : undefined }
}
