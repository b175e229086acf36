// The days of a period, one by one: which count and which do not, from the reasoning that the service gives.
import type { UnionDialogueClockView } from '../../api'

export interface Cell {
  day: string
  /** Its number in the period; null: not counted. */
  number: number | null
  /** Why it is not counted, in the reader's language; null for a weekend. */
  why: string | null
}

type Told = Pick<UnionDialogueClockView, 'day_zero' | 'last_day' | 'other' | 'reasons'>

const SKIPPED = new Set(['holiday-skipped', 'closure-day-left-out'])
const LONGEST = 400

export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.toISOString().slice(0, 10)
}

function restsOn(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
}

/** Whether the period is counted in working days. */
export function inWorkingDays(clock: Pick<Told, 'reasons'>): boolean {
  return clock.reasons.some((each) => each.code === 'weekends')
}

/** The last day on which an act is in time by either reading of the law. */
export function safeDay(clock: Pick<Told, 'last_day' | 'other'>): string | null {
  const { last_day: last, other } = clock
  return last && other && other.last_day < last ? other.last_day : last
}

export function strip(clock: Told): Cell[] {
  const { day_zero: zero, last_day: last } = clock
  if (!zero || !last) return []
  const working = inWorkingDays(clock)
  const skipped = new Map(
    clock.reasons.filter(({ code, day }) => day && SKIPPED.has(code)).map((each) => [each.day ?? '', each.text]),
  )
  const cells: Cell[] = [{ day: zero, number: 0, why: null }]
  let number = 0
  for (let day = dayAfter(zero); day <= last && cells.length < LONGEST; day = dayAfter(day)) {
    const counts = !(working && restsOn(day)) && !skipped.has(day)
    if (counts) number++
    cells.push({ day, number: counts ? number : null, why: skipped.get(day) ?? null })
  }
  return cells
}

/** How many days that count are left after today, today not among them, and how many there are in all. */
export function left(cells: readonly Cell[], today: string): { left: number; all: number } {
  const counted = cells.filter(({ number }) => number)
  return { left: counted.filter(({ day }) => day > today).length, all: counted.length }
}
