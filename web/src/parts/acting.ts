// An act: done once, and what is shown of its kind is asked for again; so it is when the service refuses because things
// are no longer as they are shown. What it finds stands at the fields.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isRefusal } from '../api'
import type { Wrong } from '../ui'

/** May not, not now, no longer this version: the page knew less than the service. */
const OVERTAKEN = [403, 409, 412]

/** `area`: the first word of the keys of the queries that it may change. */
export function useActingOn<T = void>(area: string, act: (given: T) => Promise<unknown>, then?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      then?.()
      await queries.invalidateQueries({ queryKey: [area] })
    },
    onError: (error) => {
      if (isRefusal(error) && OVERTAKEN.includes(error.status)) void queries.invalidateQueries({ queryKey: [area] })
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
