// What waits for the reader in each service, what changed, and their own ideas.
import { queryOptions } from '@tanstack/react-query'
import {
  data,
  unionDialogueListTasks,
  ideasListCampaigns,
  ideasListIdeas,
  ideasListTasks,
  implementationListTasks,
  notifyListNotifications,
  reviewListTasks,
} from '../../api'

export const SERVICES = ['ideas', 'review', 'union-dialogue', 'implementation'] as const
export type Service = (typeof SERVICES)[number]

const ASK = {
  ideas: () => data(ideasListTasks()),
  review: () => data(reviewListTasks()),
  'union-dialogue': () => data(unionDialogueListTasks()),
  implementation: () => data(implementationListTasks()),
}

export const tasksQuery = (service: Service) =>
  queryOptions({ queryKey: [service, 'tasks'], queryFn: ASK[service] })

export const newsQuery = queryOptions({
  queryKey: ['notify', 'notifications', { limit: 6 }],
  queryFn: async () => (await data(notifyListNotifications({ query: { limit: 6 } }))).items,
})

export const ownIdeasQuery = queryOptions({
  queryKey: ['ideas', 'list', { author: 'me', limit: 6 }],
  queryFn: async () => (await data(ideasListIdeas({ query: { author: 'me', limit: 6 } }))).items,
})

export const campaignsQuery = queryOptions({
  queryKey: ['ideas', 'campaigns'],
  queryFn: async () => (await data(ideasListCampaigns({ query: { limit: 50 } }))).items,
})
