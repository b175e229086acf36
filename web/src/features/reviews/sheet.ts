// A review while it is written: each change is on this device at once and on the server a second later; what another
// device wrote meanwhile is shown beside it, never overwritten unseen. Knows no component.
import { drafts, type Got, isRefusal, type ReviewForm } from '../../api'

export interface Marks {
  scores: Record<string, number>
  comment: string
}

export interface Kept {
  marks: Marks
  etag: string
}

export type Saving =
  | { state: 'nothing' | 'waiting' }
  | { state: 'saved'; at: Date }
  | { state: 'device' | 'refused'; error: unknown }

export interface State {
  marks: Marks
  saving: Saving
  /** What was written elsewhere; nothing is sent before one of the two is chosen. */
  theirs: Kept | undefined
}

/** How the server is asked; in tests something stands in for it. */
export interface Desk {
  put: (marks: Marks, etag: string) => Promise<string>
  read: () => Promise<Got<ReviewForm>>
}

export interface Start {
  person: string
  key: string
  marks: Marks
  etag: string
  kept: Kept | undefined
}

const PAUSE = 1000
const AGAIN = 5000

export const keyOf = (assignmentId: string) => `review/${assignmentId}`

export function marksOf({ scores, comment }: Pick<ReviewForm, 'scores' | 'comment'>): Marks {
  return { scores: { ...scores }, comment }
}

export function same(one: Marks, other: Marks): boolean {
  const names = new Set([...Object.keys(one.scores), ...Object.keys(other.scores)])
  return one.comment === other.comment && [...names].every((name) => one.scores[name] === other.scores[name])
}

export class Sheet {
  private now: State
  private etag: string
  private dirty: boolean
  private going: Promise<boolean> | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<() => void>()
  private readonly start: Start
  private readonly desk: Desk

  constructor(start: Start, desk: Desk) {
    const { kept } = start
    this.start = start
    this.desk = desk
    this.etag = start.etag
    this.dirty = kept !== undefined && !same(kept.marks, start.marks)
    const other = this.dirty && kept?.etag !== start.etag
    this.now = {
      marks: this.dirty && kept ? kept.marks : start.marks,
      saving: { state: 'nothing' },
      theirs: other ? { marks: start.marks, etag: start.etag } : undefined,
    }
  }

  readonly state = (): State => this.now

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    if (this.dirty) this.soon(0)
    return () => {
      this.listeners.delete(listener)
      clearTimeout(this.timer)
    }
  }

  readonly write = (wanted: Partial<Marks>) => {
    this.dirty = true
    this.set({ marks: { ...this.now.marks, ...wanted }, saving: { state: 'waiting' } })
    void drafts.keep(this.start.person, this.start.key, { marks: this.now.marks, etag: this.etag } satisfies Kept)
    this.soon(PAUSE)
  }

  /** Resolves to whether everything that was written is on the server. */
  readonly save = async (): Promise<boolean> => {
    clearTimeout(this.timer)
    if (this.going) await this.going
    if (!this.dirty) return true
    if (this.now.theirs) return false
    this.going = this.send()
    const went = await this.going
    this.going = undefined
    return went
  }

  readonly settle = (mine: boolean) => {
    const { theirs } = this.now
    if (!theirs) return
    this.etag = theirs.etag
    this.dirty = mine
    this.set({ marks: mine ? this.now.marks : theirs.marks, theirs: undefined, saving: { state: 'nothing' } })
    if (mine) void this.save()
    else void this.drop()
  }

  private async send(): Promise<boolean> {
    const { marks } = this.now
    try {
      this.etag = await this.desk.put(marks, this.etag)
    } catch (error) {
      return this.refused(error, marks)
    }
    this.dirty = marks !== this.now.marks
    this.set({ saving: this.dirty ? { state: 'waiting' } : { state: 'saved', at: new Date() } })
    if (this.dirty) this.soon(PAUSE)
    else await this.drop()
    return !this.dirty
  }

  private async refused(error: unknown, marks: Marks): Promise<boolean> {
    if (isRefusal(error) && error.status === 412) {
      const got = await this.desk.read().catch(() => undefined)
      const theirs = got && { marks: marksOf(got.data), etag: got.etag }
      // the server has it: the answer was lost, nobody else wrote
      if (theirs && same(theirs.marks, marks)) {
        this.etag = theirs.etag
        return this.send()
      }
      this.set({ saving: { state: 'device', error }, ...(theirs && { theirs }) })
      if (!theirs) this.soon(AGAIN)
    } else if (isRefusal(error) && error.passing) {
      this.set({ saving: { state: 'device', error } })
      this.soon(error.retryAfter === null ? AGAIN : error.retryAfter * 1000)
    } else {
      this.set({ saving: { state: 'refused', error } })
    }
    return false
  }

  private drop() {
    return drafts.drop(this.start.person, this.start.key)
  }

  private soon(wait: number) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.save(), wait)
  }

  private set(change: Partial<State>) {
    this.now = { ...this.now, ...change }
    for (const listener of this.listeners) listener()
  }
}
