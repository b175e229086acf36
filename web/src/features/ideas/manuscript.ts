// A text while it is written: every change is on this device at once and on the server a second later, and nothing is
// overwritten unseen. Knows no component, so it lives on while one is drawn anew.
import { drafts, type Got, isRefusal, onceKey, type IdeasIdeaView } from '../../api'
import type { Facet } from './search'
import type { Language } from './words'

export interface Fields {
  title: string
  text: string
  language: Language
  visibility: 'organisation' | 'unit'
  facets: Facet[]
  campaign_id: string | null
}

/** What this device keeps: the text, and the version of the server's that it was written on. */
export interface Kept {
  fields: Fields
  etag: string
  /** The server's text in that version: a version that says the same is nobody else's text. */
  base?: Fields | undefined
  ideaId?: string | undefined
}

export interface Theirs {
  fields: Fields
  etag: string
}

export type Saving =
  | { state: 'nothing' | 'waiting' }
  | { state: 'saved'; at: Date }
  | { state: 'device' | 'refused'; error: unknown }

export interface State {
  fields: Fields
  ideaId: string | undefined
  saving: Saving
  /** What somebody else made of it meanwhile; nothing is sent before one of the two is chosen. */
  theirs: Theirs | undefined
}

/** How the server is asked; in tests something stands in for it. */
export interface Desk {
  create: (fields: Fields, once: ReturnType<typeof onceKey>) => Promise<Got<IdeasIdeaView>>
  change: (ideaId: string, fields: Fields, etag: string) => Promise<Got<IdeasIdeaView>>
  read: (ideaId: string) => Promise<Got<IdeasIdeaView>>
  /** The server has it. */
  took: (got: Got<IdeasIdeaView>) => void
}

export interface Start {
  person: string
  fields: Fields
  etag: string
  base?: Fields | undefined
  ideaId?: string | undefined
  theirs?: Theirs | undefined
  /** This device has a text that the server does not. */
  unsaved: boolean
}

const PAUSE = 1000
const AGAIN = 5000

export const keyOf = (ideaId: string | undefined) => `idea/${ideaId ?? 'new'}`

export function fieldsOf(idea: IdeasIdeaView): Fields {
  return {
    title: idea.title,
    text: idea.text ?? '',
    language: idea.language,
    visibility: idea.visibility,
    facets: [...idea.facets],
    campaign_id: idea.campaign_id,
  }
}

export function same(one: Fields, other: Fields): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The server takes no draft without a title and a text; until then this device alone keeps it. */
export function enough(fields: Fields): boolean {
  return fields.title.trim().length >= 3 && fields.text.trim().length > 0
}

export class Manuscript {
  private now: State
  private etag: string
  private base: Fields | undefined
  private dirty: boolean
  private going: Promise<boolean> | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly once = onceKey()
  /** What was sent and not answered: the server may have it, or may not. */
  private sent: Fields | undefined
  private readonly listeners = new Set<() => void>()
  private readonly key: string
  private readonly person: string
  private readonly desk: Desk

  constructor(start: Start, desk: Desk) {
    this.person = start.person
    this.desk = desk
    this.key = keyOf(start.ideaId)
    this.etag = start.etag
    this.base = start.base
    this.dirty = start.unsaved
    this.now = { fields: start.fields, ideaId: start.ideaId, saving: { state: 'nothing' }, theirs: start.theirs }
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

  readonly write = (wanted: Partial<Fields>) => {
    this.dirty = true
    this.set({ fields: { ...this.now.fields, ...wanted }, saving: { state: 'waiting' } })
    void this.keep()
    this.soon(PAUSE)
  }

  /** Resolves to whether everything that was typed is on the server. */
  readonly save = async (): Promise<boolean> => {
    clearTimeout(this.timer)
    if (this.going) await this.going
    if (!this.dirty) return this.now.ideaId !== undefined
    if (this.now.theirs || !enough(this.now.fields)) return false
    const again = this.sent !== undefined
    this.going = this.send()
    const went = await this.going
    this.going = undefined
    return went && (this.now.saving.state === 'saved' || (again && (await this.save())))
  }

  /** One of two texts was chosen; `mine` is written over the other, with the version that was seen. */
  readonly settle = (chosen: Fields, etag: string, mine: boolean) => {
    this.etag = etag
    this.base = this.now.theirs?.fields
    this.dirty = mine
    this.set({ fields: chosen, theirs: undefined, saving: { state: mine ? 'waiting' : 'nothing' } })
    if (mine) void this.save()
    else void drafts.drop(this.person, this.key)
  }

  private async send(): Promise<boolean> {
    const { ideaId } = this.now
    // a draft whose making was not answered is asked for again as it was, or the same key would stand for two texts
    const fields = ideaId === undefined ? (this.sent ?? this.now.fields) : this.now.fields
    this.dirty = fields !== this.now.fields
    try {
      const got =
        ideaId === undefined
          ? await this.desk.create(fields, this.once)
          : await this.desk.change(ideaId, fields, this.etag)
      await this.taken(got)
      return true
    } catch (error) {
      this.dirty = true
      return (await this.arrived(error)) ? this.send() : this.refused(error, fields)
    }
  }

  private async taken(got: Got<IdeasIdeaView>) {
    this.etag = got.etag
    this.base = fieldsOf(got.data)
    this.sent = undefined
    this.set({ ideaId: got.data.idea_id, saving: this.dirty ? { state: 'waiting' } : { state: 'saved', at: new Date() } })
    this.desk.took(got)
    // a draft that began on this page is found again by what the device keeps, until the page is left
    if (!this.dirty && this.key !== keyOf(undefined)) await drafts.drop(this.person, this.key)
    else await this.keep()
  }

  /** Whether the other version says what was sent before and not answered, or what was there already (a file or a
      co-author makes a version too): then nobody else changed the text. */
  private async arrived(error: unknown): Promise<boolean> {
    const { ideaId } = this.now
    const known = [this.sent, this.base].filter((each) => each !== undefined)
    if (!isRefusal(error) || error.status !== 412 || ideaId === undefined || known.length === 0) return false
    const got = await this.desk.read(ideaId).catch(() => undefined)
    if (!got || !known.some((each) => same(fieldsOf(got.data), each))) return false
    this.etag = got.etag
    this.sent = undefined
    return true
  }

  private async refused(error: unknown, fields: Fields): Promise<false> {
    const { ideaId } = this.now
    if (isRefusal(error) && error.status === 412 && ideaId !== undefined) {
      const got = await this.desk.read(ideaId).catch(() => undefined)
      const theirs = got && { fields: fieldsOf(got.data), etag: got.etag }
      this.set({ saving: { state: 'device', error }, ...(theirs && { theirs }) })
      if (!theirs) this.soon(AGAIN)
    } else if (isRefusal(error) && error.passing) {
      this.sent = fields
      this.set({ saving: { state: 'device', error } })
      this.soon(error.retryAfter === null ? AGAIN : error.retryAfter * 1000)
    } else {
      this.sent = undefined
      this.set({ saving: { state: 'refused', error } })
    }
    return false
  }

  private soon(wait: number) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.save(), wait)
  }

  private keep() {
    const { fields, ideaId } = this.now
    return drafts.keep(this.person, this.key, { fields, etag: this.etag, base: this.base, ideaId } satisfies Kept)
  }

  private set(change: Partial<State>) {
    this.now = { ...this.now, ...change }
    for (const listener of this.listeners) listener()
  }
}
