// One tab writes: a second one of the same person looks on, until they go on there.
import { useEffect, useState } from 'react'
import { useMe } from './who'

export type Holding = 'asking' | 'here' | 'elsewhere'

/** Whether this tab may write on something, and how to go on here. */
export function useHolding(what: string): [Holding, () => void] {
  const me = useMe()
  const name = `${me.person_id}/${what}`
  const [holding, setHolding] = useState<Holding>('asking')
  const [taken, take] = useState(0)
  useEffect(() => {
    let release: () => void = () => undefined
    let here = true
    const until = new Promise<void>((done) => {
      release = done
    })
    const held = (lock: Lock | null) => {
      if (here) setHolding(lock ? 'here' : 'elsewhere')
      return lock ? until : undefined
    }
    navigator.locks.request(name, taken > 0 ? { steal: true } : { ifAvailable: true }, held).catch(() => {
      // another tab goes on with it
      if (here) setHolding('elsewhere')
    })
    return () => {
      here = false
      release()
    }
  }, [name, taken])
  return [
    holding,
    () => {
      take((before) => before + 1)
    },
  ]
}
