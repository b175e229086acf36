// How each service does, asked one by one: one that is away hides none of the others.
import { queryOptions } from '@tanstack/react-query'
import { data, operations, peopleListKeys, type Run } from '../../api'

export const standingQuery = (service: Run) =>
  queryOptions({
    queryKey: ['operations', service],
    queryFn: async () => {
      const [outbox, partitions, parked, dead] = await Promise.all([
        operations.outbox(service),
        operations.partitions(service),
        operations.parked(service),
        operations.deadLetters(service),
      ])
      return { outbox, partitions, parked, dead }
    },
    refetchInterval: 30_000,
  })

export const settledQuery = (service: Run) =>
  queryOptions({
    queryKey: ['operations', service, 'settled'],
    queryFn: () => operations.settled(service),
  })

export const keysQuery = queryOptions({
  queryKey: ['signing-keys'],
  queryFn: () => data(peopleListKeys()),
})
