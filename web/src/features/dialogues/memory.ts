// Texts of a case while they are written, kept in memory alone: nothing of a room or an opinion stays on the device.
// They outlive a change of page, and go with the session.
import { useSyncExternalStore } from 'react'
import { session } from '../../api'

const texts = new Map<string, unknown>()
const listeners = new Set<() => void>()
let owner: string | null = null

function tell() {
  for (const listener of listeners) listener()
}

session.subscribe(() => {
  const person = session.person()
  if (person === owner) return
  owner = person
  texts.clear()
  tell()
})

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function remember(key: string, value: unknown) {
  owner ??= session.person()
  texts.set(key, value)
  tell()
}

export function forget(key: string) {
  texts.delete(key)
  tell()
}

// A page that is closed takes what is in memory along: the browser asks first.
window.addEventListener('beforeunload', (event) => {
  if (texts.size > 0) event.preventDefault()
})

/** A text in memory, as it was left; `first` until something is written. */
export function useMemory<T>(key: string, first: T): [T, (value: T) => void, () => void] {
  const kept = useSyncExternalStore(subscribe, () => texts.get(key)) as T | undefined
  return [
    kept ?? first,
    (value) => {
      remember(key, value)
    },
    () => {
      forget(key)
    },
  ]
}
