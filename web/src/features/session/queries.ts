// Signing in and out.
import { queryOptions } from '@tanstack/react-query'
import { data, peopleListPersonas } from '../../api'

export const personasQuery = queryOptions({
  queryKey: ['people', 'personas'],
  queryFn: () => data(peopleListPersonas()),
  staleTime: 60_000,
})

/** Tells the windows of this browser who signed in. */
export const CHANNEL = 'parley.session'

export interface SignedInElsewhere {
  person: string
}
