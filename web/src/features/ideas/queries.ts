// Ideas as the service tells them.
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import {
  call,
  cursorOf,
  data,
  type Got,
  ideasCountIdeas,
  ideasGetCampaign,
  ideasGetEndorsement,
  ideasGetFacets,
  ideasGetIdea,
  type IdeasIdeaView,
  ideasListAttachments,
  ideasListCampaigns,
  ideasListComments,
  ideasListConflicts,
  ideasListDecisions,
  ideasListFormerTexts,
  ideasListIdeas,
  ideasListTasks,
  ideasListVersions,
  ideasSimilarIdeas,
  ideasTimeline,
  peopleSearch,
} from '../../api'
import type { IdeasSearch } from './search'

const PAGE = 20

export const listQuery = (search: IdeasSearch) =>
  infiniteQueryOptions({
    queryKey: ['ideas', 'list', search],
    queryFn: ({ pageParam }) => data(ideasListIdeas({ query: { ...search, limit: PAGE, after: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })

/** How many the whole list has, counted to a thousand. */
export const countQuery = (search: IdeasSearch) =>
  queryOptions({
    queryKey: ['ideas', 'list', search, 'count'],
    queryFn: () => data(ideasCountIdeas({ query: { ...search } })),
  })

export const ideaQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'idea', ideaId],
    queryFn: () => call(ideasGetIdea({ path: { idea_id: ideaId } })),
  })

/** What an act answered takes the place of what was read; what only reading says stays until it is read again. */
export function took(queries: QueryClient, got: Got<IdeasIdeaView>): void {
  queries.setQueryData(ideaQuery(got.data.idea_id).queryKey, (old) => old && { ...got, data: { ...old.data, ...got.data } })
}

export const endorsementQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'endorsement', ideaId],
    queryFn: () => data(ideasGetEndorsement({ path: { idea_id: ideaId } })),
  })

export const decisionsQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'decisions', ideaId],
    queryFn: () => data(ideasListDecisions({ path: { idea_id: ideaId } })),
  })

export const campaignsQuery = queryOptions({
  queryKey: ['ideas', 'campaigns'],
  queryFn: async () => (await data(ideasListCampaigns({ query: { limit: 50 } }))).items,
})

const commentsAfter = (ideaId: string, after?: string) =>
  data(ideasListComments({ path: { idea_id: ideaId }, query: { limit: 100, after } }))

export const commentsQuery = (ideaId: string) =>
  infiniteQueryOptions({
    queryKey: ['ideas', 'comments', ideaId],
    queryFn: ({ pageParam }) => commentsAfter(ideaId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })

/** The end of the talk as it is now, to offer what came. */
export const lastComments = (ideaId: string) => ({
  queryKey: ['ideas', 'last', 'comments', ideaId],
  ask: (after?: string) => commentsAfter(ideaId, after),
})

export const formerQuery = (ideaId: string, commentId: string) =>
  queryOptions({
    queryKey: ['ideas', 'former', commentId],
    queryFn: () => data(ideasListFormerTexts({ path: { idea_id: ideaId, comment_id: commentId } })),
  })

const timelineAfter = (ideaId: string, after?: string) =>
  data(ideasTimeline({ path: { idea_id: ideaId }, query: { limit: 100, after } }))

export const timelineQuery = (ideaId: string) =>
  infiniteQueryOptions({
    queryKey: ['ideas', 'timeline', ideaId],
    queryFn: ({ pageParam }) => timelineAfter(ideaId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })

/** The end of the timeline as it is now, to offer what came. */
export const lastSteps = (ideaId: string) => ({
  queryKey: ['ideas', 'last', 'steps', ideaId],
  ask: (after?: string) => timelineAfter(ideaId, after),
})

export const versionsQuery = (ideaId: string) =>
  infiniteQueryOptions({
    queryKey: ['ideas', 'versions', ideaId],
    queryFn: ({ pageParam }) =>
      data(ideasListVersions({ path: { idea_id: ideaId }, query: { limit: 50, after: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })

export const similarQuery = (title: string, text: string, besides: string | null) =>
  queryOptions({
    queryKey: ['ideas', 'similar', title, text, besides],
    queryFn: () => data(ideasSimilarIdeas({ query: { title, text: text.slice(0, 2000), besides } })),
    staleTime: 60_000,
  })

export const filesQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'files', ideaId],
    queryFn: () => data(ideasListAttachments({ path: { idea_id: ideaId } })),
  })

export const facetsQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'facets', ideaId],
    queryFn: () => data(ideasGetFacets({ path: { idea_id: ideaId } })),
  })

export const colleaguesQuery = (words: string) =>
  queryOptions({
    queryKey: ['people', 'search', words],
    queryFn: async () => (await data(peopleSearch({ query: { q: words, limit: 8 } }))).items,
    staleTime: 60_000,
  })

/** What the scheme office has to look at, the most urgent first; never an officer's own. */
export const queueQuery = queryOptions({
  queryKey: ['ideas', 'tasks', 'queue'],
  queryFn: async () => (await data(ideasListTasks())).filter((each) => each.kind === 'idea.submitted'),
})

export const foundQuery = (words: string) =>
  queryOptions({
    queryKey: ['ideas', 'found', words],
    queryFn: async () => (await data(ideasListIdeas({ query: { q: words, sort: 'relevance', limit: 8 } }))).items,
    staleTime: 30_000,
  })

export const campaignQuery = (campaignId: string) =>
  queryOptions({
    queryKey: ['ideas', 'campaign', campaignId],
    queryFn: () => call(ideasGetCampaign({ path: { campaign_id: campaignId } })),
  })

/** Who must neither handle nor decide on it; for the scheme office. */
export const conflictsQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'conflicts', ideaId],
    queryFn: () => data(ideasListConflicts({ path: { idea_id: ideaId } })),
  })
