// What is asked before a decision, what was decided, and what waits, as the services tell it.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  call,
  cursorOf,
  data,
  ideasGetIdea,
  ideasGetScreen,
  ideasListDecisions,
  ideasListIdeas,
  ideasListTasks,
  ideasTimeline,
  peopleListBodies,
  unionDialogueListCases,
} from '../../api'
import type { IdeaStatus } from '../../ui'

export const ideaQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'idea', ideaId],
    queryFn: () => call(ideasGetIdea({ path: { idea_id: ideaId } })),
  })

export const screenQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'screen', ideaId],
    queryFn: () => data(ideasGetScreen({ path: { idea_id: ideaId } })),
  })

export const decisionsQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'decisions', ideaId],
    queryFn: () => data(ideasListDecisions({ path: { idea_id: ideaId } })),
  })

/** The consultations of an idea, as far as the reader may know of them. */
export const casesQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['union-dialogue', 'cases', { idea: ideaId }],
    queryFn: async () => (await data(unionDialogueListCases({ query: { idea_id: ideaId, limit: 100 } }))).items,
  })

export const bodiesQuery = queryOptions({
  queryKey: ['people', 'bodies'],
  queryFn: async () => (await data(peopleListBodies({ query: { limit: 100 } }))).items,
  staleTime: 30 * 60_000,
})

export const tasksQuery = queryOptions({
  queryKey: ['ideas', 'tasks'],
  queryFn: () => data(ideasListTasks()),
})

export const decidedQuery = (status: IdeaStatus) =>
  infiniteQueryOptions({
    queryKey: ['ideas', 'list', { decided: status }],
    queryFn: ({ pageParam }) => data(ideasListIdeas({ query: { status, limit: 20, after: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })

interface Heard {
  at: string
  grounds?: string | undefined
  result?: string | undefined
  text?: string | undefined
}

async function appeals(ideaId: string, after?: string): Promise<Heard[]> {
  const page = await data(ideasTimeline({ path: { idea_id: ideaId }, query: { limit: 100, after } }))
  const found = page.items
    .filter((each) => each.kind === 'appeal.lodged' || each.kind === 'appeal.decided')
    .map(({ at, detail }) => ({ at, ...(detail as Omit<Heard, 'at'> | null) }))
  const next = cursorOf(page.next)
  return next ? [...found, ...(await appeals(ideaId, next))] : found
}

/** What appeals say and how they were answered, the first word first. */
export const appealsQuery = (ideaId: string) =>
  queryOptions({ queryKey: ['ideas', 'timeline', ideaId, 'appeals'], queryFn: () => appeals(ideaId) })
