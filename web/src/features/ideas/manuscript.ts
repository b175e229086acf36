// An idea while it is written: its fields, what this device keeps of them, and how the server is asked.
import { drafts, type Got, isRefusal, onceKey, type IdeasIdeaView } from '../../api'
import type { Desk, Written } from '../../parts'
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

/** What this device keeps: the text, the server's version that it was written on, and what that said. */
export interface Kept {
  fields: Fields
  etag: string
  base?: Fields | undefined
  ideaId?: string | undefined
}

/** In tests something stands in for it. */
export interface Server {
  create: (fields: Fields, once: ReturnType<typeof onceKey>) => Promise<Got<IdeasIdeaView>>
  change: (ideaId: string, fields: Fields, etag: string) => Promise<Got<IdeasIdeaView>>
  read: (ideaId: string) => Promise<Got<IdeasIdeaView>>
  /** It has the text. */
  took: (got: Got<IdeasIdeaView>) => void
}

export const keyOf = (ideaId: string | undefined) => `idea/${ideaId ?? 'new'}`

export function writtenIn({ data: idea, etag }: Got<IdeasIdeaView>): Written<Fields> {
  const { title, text, language, visibility, facets, campaign_id } = idea
  return { value: { title, text: text ?? '', language, visibility, facets: [...facets], campaign_id }, etag }
}

export const writtenOn = ({ fields: value, etag, base }: Kept): Written<Fields> => ({ value, etag, base })

/** The server takes no draft without a title and a text; until then this device alone keeps it. */
export function enough(fields: Fields): boolean {
  return fields.title.trim().length >= 3 && fields.text.trim().length > 0
}

/** An idea that the server does not know yet is made by the first text that it takes, and once. */
export function deskOf(server: Server, person: string, known?: string): Desk<Fields> {
  const key = keyOf(known)
  const once = onceKey()
  let ideaId = known
  /** What was sent to be made, until it is refused; then the version that was made of it. */
  let asked: Fields | undefined
  let first = ''
  function taken(got: Got<IdeasIdeaView>) {
    ideaId = got.data.idea_id
    server.took(got)
    return writtenIn(got)
  }
  function keep({ value: fields, etag, base }: Written<Fields>) {
    return drafts.keep(person, key, { fields, etag, base, ideaId } satisfies Kept)
  }
  async function create(fields: Fields): Promise<Written<Fields>> {
    // asked for again as it was, or the same key would stand for two texts
    asked ??= fields
    try {
      return taken(await server.create(asked, once))
    } catch (error) {
      if (!isRefusal(error) || !error.passing) asked = undefined
      throw error
    }
  }
  return {
    enough,
    same: (one, other) => JSON.stringify(one) === JSON.stringify(other),
    read: async () => writtenIn(await server.read(ideaId ?? '')),
    async put(fields, etag) {
      if (ideaId === undefined) {
        const made = await create(fields)
        if (asked === fields) return made
        first = made.etag
      }
      return taken(await server.change(ideaId ?? '', fields, etag || first))
    },
    keep: (written) => void keep(written),
    // a draft that began on this page is found again by what the device keeps, until the page is left
    drop: (saved) => (known === undefined ? keep(saved) : drafts.drop(person, key)),
  }
}
