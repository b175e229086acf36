// What is different between two texts, word by word.
import { diffWordsWithSpace } from 'diff'

export interface Part {
  text: string
  kind: 'same' | 'added' | 'removed'
}

export function compare(before: string, after: string): Part[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }))
}

export interface Counted {
  added: number
  removed: number
  replaced: number
}

/** Passages: a removal with an addition beside it is one replacement. */
export function count(parts: readonly Part[]): Counted {
  const counted: Counted = { added: 0, removed: 0, replaced: 0 }
  for (let at = 0; at < parts.length; at++) {
    const kind = parts[at]?.kind
    const next = parts[at + 1]?.kind
    if (kind === 'same') continue
    if (kind !== next && next !== 'same' && next !== undefined) {
      counted.replaced++
      at++
    } else if (kind === 'added') counted.added++
    else if (kind === 'removed') counted.removed++
  }
  return counted
}
