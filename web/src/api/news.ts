// How many new things a list does not show yet; the list shows them when it is asked to.
import { useCallback, useEffect, useState } from 'react'
import { type News, onNews } from './live'

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
