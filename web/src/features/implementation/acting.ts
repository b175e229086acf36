// An act on a plan: done once, and what is shown of the plan is asked for again.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isRefusal } from '../../api'
import type { Wrong } from '../../ui'

export function useActing<T = void>(act: (given: T) => Promise<unknown>, then?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      then?.()
      await queries.invalidateQueries({ queryKey: ['implementation'] })
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
