// What somebody fills in: on this device while they do, and one key for one wish, so that asking twice is done once.
import { useEffect, useRef, useState } from 'react'
import { onceKey } from './call'
import { drafts } from './drafts'
import { useMe } from './who'

export interface KeptForm<T> {
  form: T
  change: (wanted: Partial<T>) => void
  /** Sent with the request that asks for it. */
  once: ReturnType<typeof onceKey>
  /** It is sent, or left: this device forgets it and the form begins anew. */
  done: () => Promise<void>
}

/** `what` names the form on this device; `first` is what it holds when nothing was kept. */
export function useKept<T extends object>(what: string, first: T): KeptForm<T> {
  const me = useMe()
  const [form, setForm] = useState(first)
  const [once, setOnce] = useState(onceKey)
  const typed = useRef(false)
  useEffect(() => {
    void drafts.kept<T>(me.person_id, what).then((kept) => {
      // who was quicker than this device goes on with what they typed
      if (kept && !typed.current) setForm(kept)
    })
  }, [me.person_id, what])
  return {
    form,
    once,
    change: (wanted) => {
      typed.current = true
      const next = { ...form, ...wanted }
      setForm(next)
      setOnce(onceKey())
      void drafts.keep(me.person_id, what, next)
    },
    done: async () => {
      await drafts.drop(me.person_id, what)
      typed.current = false
      setForm(first)
      setOnce(onceKey())
    },
  }
}
