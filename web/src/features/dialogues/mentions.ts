// Names in a text: who is being looked for at its end, and who is named in it.

export interface Mentioned {
  id: string
  name: string
}

/** What follows an @ at the end of a text, in lower case; null when nobody is being looked for. */
export function searched(text: string): string | null {
  return /(?:^|\s)@([\p{L}-]*)$/u.exec(text)?.[1]?.toLowerCase() ?? null
}

export function withMention(text: string, name: string): string {
  return text.replace(/@[\p{L}-]*$/u, `@${name} `)
}

/** Who is named in a text, each once. */
export function mentionsIn(text: string, readers: readonly Mentioned[]): string[] {
  return readers.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
}
