// How many notifications are unread: what every page shows of them.
import { queryOptions } from '@tanstack/react-query'
import { data } from './call'
import { notifyCountUnread } from './generated/sdk.gen'

/** How many notifications are unread, and the place of the stream at which that was so. */
export const unreadQuery = queryOptions({
  queryKey: ['notify', 'unread'],
  queryFn: () => data(notifyCountUnread()),
  staleTime: 60_000,
})
