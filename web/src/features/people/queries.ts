// The organisation as people tells it. What needs no page of its own (units, bodies, calendars) is asked for whole.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  call,
  cursorOf,
  data,
  peopleGetBody,
  peopleGetCalendar,
  peopleGetMandate,
  peopleListBodies,
  peopleListCalendars,
  peopleListDiscrepancies,
  peopleListMandates,
  peopleListPlaces,
  peopleListRoles,
  peopleListUnits,
  peopleSearch,
  unionDialogueListRegimes,
} from '../../api'
import type { DirectorySearch } from './search'

const PAGE = 30
const MOST = 100

interface Paged<T> {
  items: T[]
  next?: string | null
}

/** Page after page until the last one. */
async function whole<T>(ask: (after: string | undefined) => Promise<Paged<T>>, after?: string): Promise<T[]> {
  const page = await ask(after)
  const next = cursorOf(page.next)
  return next ? [...page.items, ...(await whole(ask, next))] : page.items
}

export const directoryQuery = ({ q, unit, role }: DirectorySearch) =>
  infiniteQueryOptions({
    queryKey: ['people', 'directory', { q, unit, role }],
    queryFn: ({ pageParam }) => data(peopleSearch({ query: { q, unit_id: unit, role, limit: PAGE, after: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })

/** The functions of somebody with their days and whose word each is; for the administrator. */
export const heldQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', 'held', personId],
    queryFn: async () => (await data(peopleListRoles({ query: { person_id: personId, limit: MOST } }))).items,
  })

export const unitsOnQuery = (on: string | undefined) =>
  queryOptions({
    queryKey: ['people', 'units', { on }],
    queryFn: () => whole((after) => data(peopleListUnits({ query: { on, limit: MOST, after } }))),
  })

export const bodiesQuery = queryOptions({
  queryKey: ['people', 'bodies'],
  queryFn: () => whole((after) => data(peopleListBodies({ query: { limit: MOST, after } }))),
})

export const bodyQuery = (bodyId: string) =>
  queryOptions({
    queryKey: ['people', 'body', bodyId],
    queryFn: () => call(peopleGetBody({ path: { body_id: bodyId } })),
  })

export const mandatesQuery = (bodyId: string) =>
  queryOptions({
    queryKey: ['people', 'mandates', bodyId],
    queryFn: () =>
      whole((after) => data(peopleListMandates({ path: { body_id: bodyId }, query: { limit: MOST, after } }))),
  })

/** A mandate with its record; for the administrator, the chair and deputies of the body. */
export const mandateQuery = (bodyId: string, mandateId: string) =>
  queryOptions({
    queryKey: ['people', 'mandate', mandateId],
    queryFn: () => call(peopleGetMandate({ path: { body_id: bodyId, mandate_id: mandateId } })),
    gcTime: 0,
  })

export const calendarsQuery = queryOptions({
  queryKey: ['people', 'calendars'],
  queryFn: () => whole((after) => data(peopleListCalendars({ query: { limit: MOST, after } }))),
})

export const calendarQuery = (calendarId: string) =>
  queryOptions({
    queryKey: ['people', 'calendar', calendarId],
    queryFn: () => call(peopleGetCalendar({ path: { calendar_id: calendarId } })),
  })

export const placesQuery = queryOptions({
  queryKey: ['people', 'places'],
  queryFn: () => data(peopleListPlaces()),
  staleTime: Infinity,
})

export const differencesQuery = infiniteQueryOptions({
  queryKey: ['people', 'differences'],
  queryFn: ({ pageParam }) => data(peopleListDiscrepancies({ query: { limit: PAGE, after: pageParam } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
})

export const regimesQuery = queryOptions({
  queryKey: ['union-dialogue', 'regimes'],
  queryFn: () => data(unionDialogueListRegimes()),
  staleTime: 10 * 60_000,
})
