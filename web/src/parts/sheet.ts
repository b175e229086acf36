// Something while it is written: each change is kept here at once and on the server a second later; what was written
// elsewhere meanwhile is shown beside it, never overwritten unseen. Knows no component.
import { isRefusal } from '../api'

/** What is written, and the version of the server's that it is written on. */
export interface Written<T> {
  value: T
  etag: string
  /** What the server had in that version: another version that says the same is nobody else's text. */
  base?: T | undefined
}

export type Saving =
  | { state: 'nothing' | 'waiting' }
  | { state: 'saved'; at: Date }
  | { state: 'device' | 'refused'; error: unknown }

export interface SheetState<T> {
  value: T
  saving: Saving
  /** What was written elsewhere; nothing is sent before one of the two is chosen. */
  theirs: Written<T> | undefined
  /** What was written elsewhere while nothing is written here; shown when the reader wants to. */
  newer: Written<T> | undefined
}

/** How the server is asked, and where it is kept until the server has it; in tests something stands in for both. */
export interface Desk<T> {
  put: (value: T, etag: string) => Promise<Written<T>>
  read: () => Promise<Written<T>>
  same: (one: T, other: T) => boolean
  keep: (written: Written<T>) => void
  /** The server has all of it. */
  drop: (written: Written<T>) => unknown
  /** Whether the server would take it; until then nothing is sent. Without this it takes whatever is written. */
  enough?: (value: T) => boolean
}

const PAUSE = 1000
const AGAIN = 5000

/** Versions are numbers that grow. */
const numberOf = (etag: string) => Number(etag.replaceAll('"', ''))

export class Sheet<T> {
  private now: SheetState<T>
  /** The server's, as it was last seen. */
  private seen: Written<T>
  private dirty: boolean
  /** What was sent and not answered: the server may have it, or may not. */
  private sent: T | undefined
  private left = false
  private going: Promise<boolean> | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<() => void>()
  private readonly desk: Desk<T>

  /** `start`: the server's; `kept`: what was written here and did not reach it. */
  constructor(start: Written<T>, kept: Written<T> | undefined, desk: Desk<T>) {
    this.desk = desk
    this.seen = start
    this.dirty = kept !== undefined && !desk.same(kept.value, start.value)
    const known = kept?.base !== undefined && desk.same(kept.base, start.value)
    const other = this.dirty && kept?.etag !== start.etag && !known
    this.now = {
      value: this.dirty && kept ? kept.value : start.value,
      saving: { state: 'nothing' },
      theirs: other ? start : undefined,
      newer: undefined,
    }
  }

  readonly state = (): SheetState<T> => this.now

  readonly subscribe = (listener: () => void): (() => void) => {
    this.left = false
    this.listeners.add(listener)
    if (this.dirty) this.soon(0)
    return () => {
      this.listeners.delete(listener)
      clearTimeout(this.timer)
    }
  }

  readonly write = (value: T) => {
    this.dirty = true
    this.set({ value, saving: { state: 'waiting' }, newer: undefined })
    this.keep()
    this.soon(PAUSE)
  }

  /** Resolves to whether everything that was written is on the server. */
  readonly save = async (): Promise<boolean> => {
    clearTimeout(this.timer)
    if (this.going) await this.going
    if (!this.dirty) return true
    if (this.now.theirs || this.desk.enough?.(this.now.value) === false) return false
    this.going = this.send()
    const went = await this.going
    this.going = undefined
    return went
  }

  /** The page is left: what waits is sent now, and what the server does not take stays where it is kept. */
  readonly leave = () => {
    this.left = true
    void this.save()
  }

  readonly settle = (mine: boolean) => {
    const { theirs } = this.now
    if (!theirs) return
    this.seen = theirs
    this.dirty = mine
    this.set({ value: mine ? this.now.value : theirs.value, theirs: undefined, saving: { state: mine ? 'waiting' : 'nothing' } })
    if (mine) void this.save()
    else void this.desk.drop(theirs)
  }

  /** The server was asked again: what somebody else wrote meanwhile does not move under the reader. */
  readonly hear = (found: Written<T>) => {
    if (this.dirty || numberOf(found.etag) <= numberOf(this.seen.etag)) return
    if (!this.desk.same(found.value, this.now.value)) this.set({ newer: found })
    else this.seen = found
  }

  /** The reader wants to see what somebody else wrote. */
  readonly take = () => {
    const { newer } = this.now
    if (!newer) return
    this.seen = newer
    this.set({ value: newer.value, newer: undefined, saving: { state: 'nothing' } })
  }

  private async send(): Promise<boolean> {
    const { value } = this.now
    try {
      this.seen = await this.desk.put(value, this.seen.etag)
    } catch (error) {
      return this.refused(error, value)
    }
    this.sent = undefined
    this.dirty = value !== this.now.value
    this.set({ saving: this.dirty ? { state: 'waiting' } : { state: 'saved', at: new Date() } })
    if (this.dirty) {
      this.keep()
      this.soon(PAUSE)
    } else await this.desk.drop(this.seen)
    return !this.dirty
  }

  private async refused(error: unknown, value: T): Promise<boolean> {
    if (isRefusal(error) && error.status === 412) {
      const theirs = await this.desk.read().catch(() => undefined)
      // it is what was sent, and its answer was lost, or what was there before: nobody else wrote
      const known = [value, this.sent, this.seen.value].filter((each) => each !== undefined)
      if (theirs && known.some((each) => this.desk.same(theirs.value, each))) {
        this.seen = theirs
        return this.send()
      }
      this.set({ saving: { state: 'device', error }, ...(theirs && { theirs }) })
      if (!theirs) this.soon(AGAIN)
    } else if (isRefusal(error) && error.passing) {
      this.sent = value
      this.set({ saving: { state: 'device', error } })
      this.soon(error.retryAfter === null ? AGAIN : error.retryAfter * 1000)
    } else {
      this.sent = undefined
      this.set({ saving: { state: 'refused', error } })
    }
    return false
  }

  private keep() {
    this.desk.keep({ value: this.now.value, etag: this.seen.etag, base: this.seen.value })
  }

  private soon(wait: number) {
    clearTimeout(this.timer)
    if (!this.left) this.timer = setTimeout(() => void this.save(), wait)
  }

  private set(change: Partial<SheetState<T>>) {
    this.now = { ...this.now, ...change }
    for (const listener of this.listeners) listener()
  }
}
