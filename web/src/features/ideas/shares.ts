// Shares as they are typed, in percent.
const WHOLE = 100

/** What was typed, as a number; anything but a whole percentage counts for nothing. */
function share(typed: string): number {
  return /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
}

export function together(typed: readonly string[]): number {
  return typed.reduce((sum, each) => sum + share(each), 0)
}

/** Whether the shares are all of it, and nobody's is nothing. */
export function whole(typed: readonly string[]): boolean {
  return together(typed) === WHOLE && typed.every((each) => share(each) >= 1)
}

/** The same for everybody; what cannot be divided goes to the first ones. */
export function evenly(people: readonly string[]): Record<string, string> {
  const each = Math.floor(WHOLE / people.length)
  const rest = WHOLE - each * people.length
  return Object.fromEntries(people.map((person, at) => [person, String(at < rest ? each + 1 : each)]))
}

type Held = Readonly<Record<string, number>>

/** Whether somebody else has proposed other shares than those that were there when these were typed, and than these. */
export function proposedMeanwhile(typed: Readonly<Record<string, string>>, from: Held | null, now: Held): boolean {
  if (!from) return false
  const people = Object.keys(now)
  return people.some((id) => now[id] !== (from[id] ?? 0)) && people.some((id) => typed[id] !== undefined && share(typed[id]) !== now[id])
}
