// An act: done once, and what is shown of its kind is asked for again; what the service finds stands at the fields.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isRefusal } from '../api'
import type { Wrong } from '../ui'

/** `area`: the first word of the keys of the queries that it may change. */
export function useActingOn<T = void>(area: string, act: (given: T) => Promise<unknown>, then?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      then?.()
      await queries.invalidateQueries({ queryKey: [area] })
    },
  })
}

/** Where who acted goes on when the button is gone with the act: at the thing itself, or else at the title of the page. */
export function goOnAt(id?: string) {
  const thing = id === undefined ? null : document.getElementById(id)
  ;(thing ?? document.querySelector<HTMLElement>('main h1'))?.focus({ preventScroll: true })
}

/** What the service says of each field; `fields` names the field of a pointer. */
export function faultsOf(error: unknown, fields: Record<string, string>): Wrong[] {
  if (!isRefusal(error)) return []
  return error.faults.map(({ pointer, message }) => ({ field: fields[pointer] ?? '', message }))
}
