// What the addresses of these pages hold.
import type { Role } from '../../api'

export const FUNCTIONS = [
  'scheme-officer',
  'decision-maker',
  'consultation-officer',
  'implementer',
  'benefit-controller',
  'administrator',
] as const satisfies readonly Role[]

export interface DirectorySearch {
  q?: string | undefined
  unit?: string | undefined
  role?: Role | undefined
}

export interface UnitsSearch {
  /** The day that is looked at; today when none is named. */
  on?: string | undefined
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** An address that was typed or is old: what it does not know is left out, nothing breaks. */
export function directorySearch(search: Record<string, unknown>): DirectorySearch {
  const words = typeof search.q === 'number' ? String(search.q) : search.q
  return {
    q: typeof words === 'string' && words.trim() ? words.slice(0, 100) : undefined,
    unit: typeof search.unit === 'string' && UUID.test(search.unit) ? search.unit : undefined,
    role: FUNCTIONS.find((each) => each === search.role),
  }
}

export function unitsSearch(search: Record<string, unknown>): UnitsSearch {
  return { on: typeof search.on === 'string' && DAY.test(search.on) ? search.on : undefined }
}
