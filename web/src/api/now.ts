// What day it is for the services: the demo can move their time ahead of this device's.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { data } from './call'
import { peopleGetClock } from './generated/sdk.gen'
import { isRefusal } from './refusal'

/** How far ahead the services are, in milliseconds; outside of the demo they are not. */
export const aheadQuery = queryOptions({
  queryKey: ['people', 'clock'],
  queryFn: async () => {
    try {
      return (await data(peopleGetClock())).offset_seconds * 1000
    } catch (error) {
      if (isRefusal(error) && error.status === 403) return 0
      throw error
    }
  },
  staleTime: 60_000,
})

/** The time as the services see it, when the page was shown. */
export function useNow(): Date {
  const ahead = useQuery(aheadQuery).data ?? 0
  const [began] = useState(() => Date.now())
  return useMemo(() => new Date(began + ahead), [began, ahead])
}
