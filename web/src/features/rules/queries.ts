// The rules by which ideas are reviewed and bodies are consulted, as the services tell them.
import { queryOptions } from '@tanstack/react-query'
import { data, reviewListRubrics, unionDialogueListRegimes } from '../../api'

const SELDOM = 10 * 60_000

export const rubricsQuery = queryOptions({
  queryKey: ['review', 'rubrics'],
  queryFn: () => data(reviewListRubrics()),
  staleTime: SELDOM,
})

export const regimesQuery = queryOptions({
  queryKey: ['union-dialogue', 'regimes'],
  queryFn: () => data(unionDialogueListRegimes()),
  staleTime: SELDOM,
})
