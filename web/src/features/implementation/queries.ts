// Plans as the service tells them, and the idea that each carries out.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  call,
  cursorOf,
  data,
  ideasGetIdea,
  implementationGetLock,
  implementationGetPlan,
  implementationGetTask,
  implementationListOffers,
  implementationListPlans,
  implementationListPromises,
} from '../../api'
import type { PlansSearch } from './search'

const PAGE = 20

export const listQuery = ({ state, mine, order }: PlansSearch) =>
  infiniteQueryOptions({
    queryKey: ['implementation', 'plans', { state, mine, order }],
    queryFn: ({ pageParam }) =>
      data(implementationListPlans({ query: { state, mine, order: order ?? 'due', limit: PAGE, after: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })

const path = (ideaId: string) => ({ path: { idea_id: ideaId } })

export const planQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['implementation', 'plan', ideaId],
    queryFn: () => data(implementationGetPlan(path(ideaId))),
  })

export const taskQuery = (ideaId: string, taskId: string) =>
  queryOptions({
    queryKey: ['implementation', 'task', ideaId, taskId],
    queryFn: () => data(implementationGetTask({ path: { idea_id: ideaId, task_id: taskId } })),
  })

export const lockQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['implementation', 'lock', ideaId],
    queryFn: () => data(implementationGetLock(path(ideaId))),
  })

export const offersQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['implementation', 'offers', ideaId],
    queryFn: () => data(implementationListOffers(path(ideaId))),
  })

export const promisesQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ['implementation', 'promises', ideaId],
    queryFn: () => data(implementationListPromises(path(ideaId))),
  })

export const ideaQuery = (ideaId: string) =>
  queryOptions({ queryKey: ['ideas', 'idea', ideaId], queryFn: () => call(ideasGetIdea(path(ideaId))) })
