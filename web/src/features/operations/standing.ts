// From which value on something is worth a look, and from which it is trouble.

export type Level = 'well' | 'look' | 'trouble'

const MINUTE = 60

/** Something that should be told at once and is not. */
export function ageLevel(seconds: number): Level {
  if (seconds >= 5 * MINUTE) return 'trouble'
  return seconds >= MINUTE / 2 ? 'look' : 'well'
}

interface Numbers {
  outboxAge: number
  stopped: number
  parked: number
  dead: number
}

/** How a service does as a whole: what nobody cures by waiting is trouble. */
export function levelOf({ outboxAge, stopped, parked, dead }: Numbers): Level {
  if (stopped > 0 || dead > 0) return 'trouble'
  const age = ageLevel(outboxAge)
  return age === 'well' && parked > 0 ? 'look' : age
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
