// Rounds, assignments and reviews as the service tells them.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  call,
  cursorOf,
  data,
  ideasGetIdea,
  ideasTimeline,
  reviewGetAssignment,
  reviewGetCalibration,
  reviewGetOutcome,
  reviewGetRound,
  reviewListAssignments,
  reviewListExclusions,
  reviewListNotes,
  reviewListProposals,
  reviewListRounds,
  reviewListRubrics,
  type ReviewMyAssignment,
} from '../../api'

export const mineQuery = infiniteQueryOptions({
  queryKey: ['review', 'assignments', 'mine'],
  queryFn: ({ pageParam }) => data(reviewListAssignments({ query: { limit: 50, after: pageParam } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
})

async function found(assignmentId: string, after?: string): Promise<ReviewMyAssignment | null> {
  const page = await data(reviewListAssignments({ query: { limit: 100, after } }))
  const one = page.items.find((each) => each.assignment_id === assignmentId)
  const next = cursorOf(page.next)
  return one ?? (next ? found(assignmentId, next) : null)
}

/** What is asked, before the text is: that there is a review to write, by when, and how far it is. */
export const askedQuery = (assignmentId: string) =>
  queryOptions({
    queryKey: ['review', 'assignments', 'asked', assignmentId],
    queryFn: () => found(assignmentId),
  })

export const formQuery = (assignmentId: string) =>
  queryOptions({
    queryKey: ['review', 'form', assignmentId],
    queryFn: () => call(reviewGetAssignment({ path: { assignment_id: assignmentId } })),
  })

export const calibrationQuery = (assignmentId: string) =>
  queryOptions({
    queryKey: ['review', 'calibration', assignmentId],
    queryFn: () => data(reviewGetCalibration({ path: { assignment_id: assignmentId } })),
  })

export const notesQuery = (assignmentId: string) =>
  infiniteQueryOptions({
    queryKey: ['review', 'notes', assignmentId],
    queryFn: ({ pageParam }) =>
      data(reviewListNotes({ path: { assignment_id: assignmentId }, query: { limit: 100, after: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })

export const roundQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['review', 'round', roundId],
    queryFn: () => data(reviewGetRound({ path: { round_id: roundId } })),
  })

export const roundsQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['review', 'rounds', ideaId],
    queryFn: () => data(reviewListRounds({ query: { idea_id: ideaId } })),
  })

export const outcomeQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['review', 'outcome', roundId],
    queryFn: () => data(reviewGetOutcome({ path: { round_id: roundId } })),
  })

export const proposalsQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['review', 'proposals', roundId],
    queryFn: () => data(reviewListProposals({ path: { round_id: roundId }, query: { count: 10 } })),
  })

export const exclusionsQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['review', 'exclusions', roundId],
    queryFn: () => data(reviewListExclusions({ path: { round_id: roundId } })),
  })

/** What each criterion asks, by its name. */
export const questionsQuery = queryOptions({
  queryKey: ['review', 'rubrics'],
  queryFn: async () =>
    new Map(
      (await data(reviewListRubrics())).flatMap((each) => each.questions.map((one) => [one.criterion, one.question] as const)),
    ),
  staleTime: 30 * 60_000,
})

export const ideaQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'idea', ideaId],
    queryFn: () => call(ideasGetIdea({ path: { idea_id: ideaId } })),
  })

async function concluded(ideaId: string, after?: string): Promise<string[]> {
  const page = await data(ideasTimeline({ path: { idea_id: ideaId }, query: { limit: 100, after } }))
  const rounds = page.items
    .filter((each) => each.kind === 'round.concluded')
    .map((each) => (each.detail as { round_id?: string } | null)?.round_id)
    .filter((each) => each !== undefined)
  const next = cursorOf(page.next)
  return next ? [...rounds, ...(await concluded(ideaId, next))] : rounds
}

/** The rounds of an idea that are over, the first one first, as its timeline names them. */
export const concludedQuery = (ideaId: string) =>
  queryOptions({ queryKey: ['ideas', 'timeline', ideaId, 'rounds'], queryFn: () => concluded(ideaId) })
