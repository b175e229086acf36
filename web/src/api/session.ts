// Whether the session goes on. A request that meets its end is held here until somebody signs in again.

type Listener = () => void

let ended = false
let signedInAs: string | null = null
let held: Listener[] = []
const listeners = new Set<Listener>()

function tell() {
  for (const listener of listeners) listener()
}

export const session = {
  subscribe: (listener: Listener): Listener => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  /** Somebody was signed in, and the services do not know them any more. */
  hasEnded: () => ended,
  person: () => signedInAs,
  began(personId: string) {
    signedInAs = personId
    ended = false
    tell()
  },
  over() {
    signedInAs = null
    ended = false
    held = []
    tell()
  },
  /** Resolves when the same person has signed in again. */
  held(): Promise<void> {
    ended = true
    tell()
    return new Promise((go) => held.push(go))
  },
  goesOn() {
    ended = false
    const waiting = held
    held = []
    tell()
    for (const go of waiting) go()
  },
}
