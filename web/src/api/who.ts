// Who is signed in, and what they may do here.
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { cursorOf, data } from './call'
import { peopleGetPerson, peopleListUnits, peopleWhoAmI } from './generated/sdk.gen'
import type { PeopleMe, PeopleUnitView } from './generated/types.gen'
import { session } from './session'

export type Role = PeopleMe['roles'][number]['role']

export const meQuery = queryOptions({
  queryKey: ['people', 'me'],
  queryFn: async () => {
    const me = await data(peopleWhoAmI())
    session.began(me.person_id)
    return me
  },
  staleTime: 5 * 60_000,
})

export function useMe(): PeopleMe {
  return useSuspenseQuery(meQuery).data
}

export function hasRole(me: PeopleMe, ...roles: Role[]): boolean {
  return me.roles.some((held) => roles.includes(held.role))
}

export const personQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', 'person', personId],
    queryFn: () => data(peopleGetPerson({ path: { person_id: personId } })),
    staleTime: 10 * 60_000,
  })

export const unitsQuery = queryOptions({
  queryKey: ['people', 'units'],
  queryFn: () => everyUnit(),
  staleTime: 30 * 60_000,
})

async function everyUnit(after?: string): Promise<PeopleUnitView[]> {
  const page = await data(peopleListUnits({ query: { limit: 100, after } }))
  const next = cursorOf(page.next)
  return next ? [...page.items, ...(await everyUnit(next))] : page.items
}
