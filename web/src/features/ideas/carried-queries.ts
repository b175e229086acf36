// What stands on the case file of what others said and did, as the services tell it.
import { queryOptions } from '@tanstack/react-query'
import {
  call,
  data,
  ideasGetScreen,
  implementationGetPlan,
  reviewGetOutcome,
  unionDialogueGetCase,
  unionDialogueListCases,
} from '../../api'

export const screenQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['ideas', 'screen', ideaId],
    queryFn: () => data(ideasGetScreen({ path: { idea_id: ideaId } })),
  })

export const outcomeQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['review', 'outcome', roundId],
    queryFn: () => data(reviewGetOutcome({ path: { round_id: roundId } })),
  })

export const casesQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['union-dialogue', 'cases', { idea: ideaId }],
    queryFn: async () => (await data(unionDialogueListCases({ query: { idea_id: ideaId, limit: 100 } }))).items,
  })

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['union-dialogue', 'case', caseId, 'it'],
    queryFn: () => call(unionDialogueGetCase({ path: { case_id: caseId } })),
  })

export const planQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['implementation', 'plan', ideaId],
    queryFn: () => data(implementationGetPlan({ path: { idea_id: ideaId } })),
  })
