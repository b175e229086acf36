// What is typed, once the hands rest: so that not every letter is asked about.
import { useEffect, useState } from 'react'

const PAUSE = 500

export function useSettled<T>(value: T): T {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => {
      settle(value)
    }, PAUSE)
    return () => {
      clearTimeout(timer)
    }
  }, [value])
  return settled
}
