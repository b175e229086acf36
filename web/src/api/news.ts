// How many new things a list does not show yet; the list shows them when it is asked to.
import { useCallback, useEffect, useState } from 'react'
import { type News, onNews } from './live'

export interface Fresh {
  /** How many are known. */
  count: number
  /** The page was without news for a while: whether something came is not known. */
  missed: boolean
}

const NOTHING: Fresh = { count: 0, missed: false }

/** The news that belong to what a page lists, and what sets them to none. `belongs` must not change. */
export function useNews(belongs: (news: News) => boolean): [Fresh, () => void] {
  const [fresh, setFresh] = useState(NOTHING)
  useEffect(
    () =>
      onNews({
        news(news) {
          if (belongs(news)) setFresh((before) => ({ ...before, count: before.count + 1 }))
        },
        missed() {
          setFresh((before) => ({ ...before, missed: true }))
        },
      }),
    [belongs],
  )
  const clear = useCallback(() => {
    setFresh(NOTHING)
  }, [])
  return [fresh, clear]
}
