// Texts of a case while they are written. Those of a room or an opinion are in memory alone, nothing of them stays on the
// device; a package and answers are kept there too, by person. All outlive a change of page and go with the session. Of an
// opinion and of answers it is what the server has not taken yet.
import { useEffect, useSyncExternalStore } from 'react'
import { drafts, session, useMe } from '../../api'

let texts: ReadonlyMap<string, unknown> = new Map()
const listeners = new Set<() => void>()
const IN_MEMORY = /^(room|opinion)\//
let owner: string | null = null

function tell() {
  for (const listener of listeners) listener()
}

session.subscribe(() => {
  const person = session.person()
  if (person === owner) return
  owner = person
  texts = new Map()
  tell()
})

export function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function remember(key: string, value: unknown) {
  owner ??= session.person()
  texts = new Map(texts).set(key, value)
  tell()
}

/** All that is in memory, as it is now. */
export function snapshot(): ReadonlyMap<string, unknown> {
  return texts
}

export function forget(key: string) {
  texts = new Map([...texts].filter(([each]) => each !== key))
  tell()
}

// A page that is closed takes what is in memory along: the browser asks first.
window.addEventListener('beforeunload', (event) => {
  if ([...texts.keys()].some((key) => IN_MEMORY.test(key))) event.preventDefault()
})

/** A text in memory, as it was left; `first` until something is written. */
export function useMemory<T>(key: string, first: T): [T, (value: T) => void, () => void] {
  const kept = useSyncExternalStore(subscribe, () => texts.get(key)) as T | undefined
  return [
    kept ?? first,
    (value) => {
      // what was emptied is nothing to be kept
      if (value === '') forget(key)
      else remember(key, value)
    },
    () => {
      forget(key)
    },
  ]
}

/** A text in memory and on this device: it outlives a reload too, until it is sent or the person signs out. */
export function useKept<T>(key: string, first: T): [T, (value: T) => void, () => void] {
  const me = useMe()
  const [value, write, drop] = useMemory(key, first)
  const kept = `case/${key}`
  useEffect(() => {
    void drafts.kept<T>(me.person_id, kept).then((found) => {
      // who was quicker than this device goes on with what they typed
      if (found !== undefined && !texts.has(key)) remember(key, found)
    })
  }, [me.person_id, kept, key])
  return [
    value,
    (wanted) => {
      write(wanted)
      void drafts.keep(me.person_id, kept, wanted)
    },
    () => {
      drop()
      void drafts.drop(me.person_id, kept)
    },
  ]
}
