// Writing an idea on a page: the manuscript, the server that takes it, and the lists that then are different.
import { useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { call, ideasDraft, ideasEdit, ideasGetIdea } from '../../api'
import { type Desk, Manuscript, type Start, type State } from './manuscript'
import { took } from './queries'

export interface Writing extends State {
  manuscript: Manuscript
}

export function useWriting(start: Start): Writing {
  const queries = useQueryClient()
  const [manuscript] = useState(() => {
    const desk: Desk = {
      create: (fields, once) => call(ideasDraft({ body: fields, headers: once })),
      change: (ideaId, fields, etag) =>
        call(ideasEdit({ path: { idea_id: ideaId }, body: fields, headers: { 'If-Match': etag } })),
      read: (ideaId) => call(ideasGetIdea({ path: { idea_id: ideaId } })),
      took: (got) => {
        took(queries, got)
        void queries.invalidateQueries({ queryKey: ['ideas', 'list'] })
      },
    }
    return new Manuscript(start, desk)
  })
  const state = useSyncExternalStore(manuscript.subscribe, manuscript.state)
  return { ...state, manuscript }
}
