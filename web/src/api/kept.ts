// What somebody fills in and has not sent: kept on this device by person, found again when they come back.
import { useEffect, useState } from 'react'
import { drafts } from './drafts'
import { useMe } from './who'

export interface Keeping<T> {
  value: T
  change: (wanted: Partial<T>) => void
  /** It was sent, or thrown away. */
  drop: () => Promise<unknown>
}

export function useKept<T extends object>(key: string, initial: T): Keeping<T> {
  const me = useMe()
  const [value, setValue] = useState(initial)
  useEffect(() => {
    let here = true
    void drafts.kept<Partial<T>>(me.person_id, key).then((kept) => {
      if (here && kept) setValue((before) => ({ ...before, ...kept }))
    })
    return () => {
      here = false
    }
  }, [key, me.person_id])
  return {
    value,
    change: (wanted) => {
      setValue((before) => {
        const next = { ...before, ...wanted }
        void drafts.keep(me.person_id, key, next)
        return next
      })
    },
    drop: () => drafts.drop(me.person_id, key),
  }
}
