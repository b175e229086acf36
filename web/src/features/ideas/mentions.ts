// Colleagues who are named in a text by an @: what is being typed of a name, and who is named when it is sent.
const TYPED = /(?<![\p{L}\p{N}])@(\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*)?)$/u
const LETTERS = 2

/** The beginning of a name that stands after an @ right before the place where one types; empty when there is none. */
export function typedName(text: string, at: number): string {
  const words = TYPED.exec(text.slice(0, at))?.[1] ?? ''
  return words.length < LETTERS ? '' : words
}

/** The text with the whole name in the place of its beginning, and where one goes on typing. */
export function completed(text: string, at: number, name: string): [string, number] {
  const begin = at - typedName(text, at).length
  const rest = text.slice(at)
  const whole = /^[\s.,;:!?)]/.test(rest) ? name : `${name} `
  return [text.slice(0, begin) + whole + rest, begin + whole.length]
}

/** Ids of those whose whole name, of id -> name, still stands after an @. */
export const namedIn = (text: string, chosen: Record<string, string>): string[] =>
  Object.keys(chosen).filter((id) => text.includes(`@${chosen[id] ?? ''}`))
