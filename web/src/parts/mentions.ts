// People who are named in a text by an @: what is being typed of a name, and who is named when it is sent.
import { useEffect, useState } from 'react'

const TYPED = /(?<![\p{L}\p{N}])@((?:\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*)?)?)$/u

/** The beginning of a name that stands after an @ right before the place where one types; null when none is typed. */
export const typedName = (text: string, at: number): string | null => TYPED.exec(text.slice(0, at))?.[1] ?? null

/** The text with the whole name in the place of its beginning, and where one goes on typing. */
export function completed(text: string, at: number, name: string): [string, number] {
  const begin = at - (typedName(text, at) ?? '').length
  const rest = text.slice(at)
  const whole = /^[\s.,;:!?)]/.test(rest) ? name : `${name} `
  return [text.slice(0, begin) + whole + rest, begin + whole.length]
}

/** Ids of those whose whole name, of id -> name, still stands after an @. */
export const namedIn = (text: string, names: Record<string, string>): string[] =>
  Object.keys(names).filter((id) => text.includes(`@${names[id] ?? ''}`))

/** What a field does for names: says which is being typed, and puts the chosen one there; one goes on typing behind it. */
export function useNaming(id: string, text: string, write: (text: string) => void) {
  const [typed, setTyped] = useState<string | null>(null)
  const [place, goOn] = useState<{ at: number }>()
  const field = () => document.getElementById(id) as HTMLTextAreaElement
  useEffect(() => {
    if (!place) return
    const there = document.getElementById(id) as HTMLTextAreaElement
    there.focus()
    there.setSelectionRange(place.at, place.at)
  }, [place, id])
  return {
    typed,
    change: (value: string) => {
      setTyped(typedName(value, field().selectionStart))
      write(value)
    },
    name: (whole: string) => {
      const [value, at] = completed(text, field().selectionStart, whole)
      setTyped(null)
      write(value)
      goOn({ at })
    },
  }
}
