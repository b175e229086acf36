// From which value on something is worth a look, and from which it is trouble.

export type Level = 'well' | 'look' | 'trouble'

const MINUTE = 60

/** Something that should be told at once and is not. */
export function ageLevel(seconds: number): Level {
  if (seconds >= 5 * MINUTE) return 'trouble'
  return seconds >= MINUTE / 2 ? 'look' : 'well'
}

interface Read {
  lag_records: number | null
  lag_seconds: number | null
}

export interface Behind {
  /** Events that are not applied yet, in all partitions that are read. */
  records: number
  /** How long the one that waits longest has waited. */
  seconds: number
  /** Partitions that no process has read for a minute. */
  unread: number
}

/** How far a service is behind with what the others tell. */
export function behindOf(partitions: readonly Read[]): Behind {
  return {
    records: partitions.reduce((sum, each) => sum + (each.lag_records ?? 0), 0),
    seconds: Math.round(Math.max(0, ...partitions.map((each) => each.lag_seconds ?? 0))),
    unread: partitions.filter((each) => each.lag_records === null).length,
  }
}

export function behindLevel({ seconds, unread }: Behind): Level {
  const age = ageLevel(seconds)
  return age === 'well' && unread > 0 ? 'look' : age
}

interface Numbers {
  outboxAge: number
  behind: Behind
  stopped: number
  parked: number
  dead: number
}

/** How a service does as a whole: what nobody cures by waiting is trouble. */
export function levelOf({ outboxAge, behind, stopped, parked, dead }: Numbers): Level {
  const levels = [ageLevel(outboxAge), behindLevel(behind)]
  if (stopped > 0 || dead > 0 || levels.includes('trouble')) return 'trouble'
  return parked > 0 || levels.includes('look') ? 'look' : 'well'
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** The id of the idea in what somebody pasted: the id alone, or the address of one of its pages. */
export function ideaIn(pasted: string): string | null {
  return UUID.exec(pasted)?.[0].toLowerCase() ?? null
}

/** Where a viewer shows the traces of an idea; `{idea}` in its address stands for the id. */
export function traceOf(viewer: string, ideaId: string): string {
  return viewer.replace('{idea}', encodeURIComponent(ideaId))
}
