// An act in a case: done once however often it is asked, and everything of the case is asked for again afterwards.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isRefusal, onceKey } from '../../api'
import { ofCase, SERVICE } from './queries'

type Once = ReturnType<typeof onceKey>

export function useAct<T>(caseId: string, act: (wanted: T, once: Once) => Promise<unknown>, onDone?: () => void) {
  const queries = useQueryClient()
  const [once, renew] = useState(onceKey)
  const again = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ofCase(caseId) }),
      queries.invalidateQueries({ queryKey: [SERVICE, 'tasks'] }),
      queries.invalidateQueries({ queryKey: [SERVICE, 'cases'] }),
    ])
  }
  return useMutation({
    mutationFn: (wanted: T) => act(wanted, once),
    onSuccess: async () => {
      renew(onceKey())
      onDone?.()
      await again()
    },
    onError: async (error) => {
      // what may have arrived is asked for again under the same key; what was refused is another wish next time
      if (isRefusal(error) && error.passing) return
      renew(onceKey())
      // the case has moved meanwhile: the page shows where it stands
      if (isRefusal(error) && error.status === 409) await again()
    },
  })
}

/** A message for each field that the service finds wrong, by the field's name in the request. */
export function faultsOf(error: unknown): Record<string, string> {
  if (!isRefusal(error)) return {}
  return Object.fromEntries(error.faults.map(({ pointer, message }) => [pointer.replace(/^\//, ''), message]))
}
