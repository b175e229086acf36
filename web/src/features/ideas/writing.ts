// Writing an idea on a page: its sheet, the server that takes it, and the lists that then are different.
import { useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { call, ideasDraft, ideasEdit, ideasGetIdea, useMe } from '../../api'
import { Sheet, type SheetState, type Written } from '../../parts'
import { deskOf, type Fields, type Kept, type Server, writtenOn } from './manuscript'
import { took } from './queries'

export interface Writing extends SheetState<Fields> {
  sheet: Sheet<Fields>
  /** Unknown before the server has taken a new idea. */
  ideaId: string | undefined
  /** Resolves to the idea when everything that was typed is on the server. */
  save: () => Promise<string | undefined>
}

/** `start`: the server's; `kept`: what this device has beyond it. */
export function useWriting(start: Written<Fields>, kept: Kept | null, known?: string): Writing {
  const me = useMe()
  const queries = useQueryClient()
  const [ideaId, setIdeaId] = useState(known)
  const [{ sheet, save }] = useState(() => {
    let id = known
    const server: Server = {
      create: (fields, once) => call(ideasDraft({ body: fields, headers: once })),
      change: (path, fields, etag) =>
        call(ideasEdit({ path: { idea_id: path }, body: fields, headers: { 'If-Match': etag } })),
      read: (path) => call(ideasGetIdea({ path: { idea_id: path } })),
      took(got) {
        id = got.data.idea_id
        setIdeaId(id)
        took(queries, got)
        void queries.invalidateQueries({ queryKey: ['ideas', 'list'] })
      },
    }
    const made = new Sheet(start, kept ? writtenOn(kept) : undefined, deskOf(server, me.person_id, known))
    return { sheet: made, save: async () => ((await made.save()) ? id : undefined) }
  })
  return { sheet, save, ideaId, ...useSyncExternalStore(sheet.subscribe, sheet.state) }
}
