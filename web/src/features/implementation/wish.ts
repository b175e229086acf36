// A form as one wish: what is typed is kept on this device, and one key goes with it, so that asking twice is done once.
import { useState } from 'react'
import { onceKey, useKept } from '../../api'

export function useWish<T extends object>(what: string, first: T) {
  const { value, change, drop } = useKept(`implementation/${what}`, first)
  const [once, setOnce] = useState(onceKey)
  return {
    form: value,
    once,
    change: (wanted: Partial<T>) => {
      setOnce(onceKey())
      change(wanted)
    },
    /** It is sent, or thrown away. */
    done: drop,
  }
}
