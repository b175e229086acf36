// How many notifications are unread, and how many new things a list does not show yet; the list shows them when it is asked to.
import { queryOptions } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { data } from './call'
import { notifyCountUnread } from './generated/sdk.gen'
import { type News, onNews } from './live'

/** How many notifications are unread, and the place of the stream at which that was so. */
export const unreadQuery = queryOptions({
  queryKey: ['notify', 'unread'],
  queryFn: () => data(notifyCountUnread()),
  staleTime: 60_000,
})

/** The number of news that belong to what a page lists, and what sets it to none. `belongs` must not change. */
export function useNews(belongs: (news: News) => boolean): [number, () => void] {
  const [count, setCount] = useState(0)
  useEffect(
    () =>
      onNews((news) => {
        if (belongs(news)) setCount((before) => before + 1)
      }),
    [belongs],
  )
  const clear = useCallback(() => {
    setCount(0)
  }, [])
  return [count, clear]
}
