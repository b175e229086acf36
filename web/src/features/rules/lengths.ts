// The lengths of a regime as it tells them: so many of a unit for each form, or some days before another one ends.
import type { UnionDialogueRegimeView } from '../../api'

export interface Length {
  variant: string
  n: number
  unit: string
  /** The form whose last day it ends before. */
  before?: string
}

export function lengthsOf({ lengths, before }: Pick<UnionDialogueRegimeView, 'lengths' | 'before'>): Length[] {
  const own = Object.entries(lengths).map(([variant, { n, unit }]) => ({ variant, n: Number(n), unit: String(unit) }))
  const earlier = Object.entries(before).map(([variant, { of, days }]) => ({
    variant,
    n: Number(days),
    unit: 'calendar-days',
    before: String(of),
  }))
  return [...own, ...earlier]
}
