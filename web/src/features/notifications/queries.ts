// The inbox, what one follows, and how one wants to be told.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  cursorOf,
  data,
  notifyGetHours,
  notifyListNotifications,
  notifyListPreferences,
  notifyListSubscriptions,
  peopleListSessions,
} from '../../api'

const PAGE = 30

export interface Inbox {
  unread?: boolean | undefined
}

export const inboxQuery = ({ unread = false }: Inbox) =>
  infiniteQueryOptions({
    queryKey: ['notify', 'notifications', { unread }],
    queryFn: ({ pageParam }) => data(notifyListNotifications({ query: { unread, limit: PAGE, after: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })

/** What one follows, as far as is needed to say which of them one may leave. */
export const subscriptionsQuery = queryOptions({
  queryKey: ['notify', 'subscriptions'],
  queryFn: async () => (await data(notifyListSubscriptions({ query: { limit: 100 } }))).items,
})

export const preferencesQuery = queryOptions({
  queryKey: ['notify', 'preferences'],
  queryFn: () => data(notifyListPreferences()),
})

export const hoursQuery = queryOptions({ queryKey: ['notify', 'hours'], queryFn: () => data(notifyGetHours()) })

export const sessionsQuery = queryOptions({
  queryKey: ['people', 'sessions'],
  queryFn: () => data(peopleListSessions()),
})
