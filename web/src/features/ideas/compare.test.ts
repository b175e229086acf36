import { describe, expect, it } from 'vitest'
import { compare, count } from './compare'

describe('the difference of two versions', () => {
  it('names each passage, and a removal with an addition is one replacement', () => {
    const parts = compare('Rules are checked every night. Old.', 'Rules are checked at once. New words. Old.')
    expect(parts.filter((part) => part.kind !== 'added').map((part) => part.text).join('')).toBe(
      'Rules are checked every night. Old.',
    )
    expect(parts.filter((part) => part.kind !== 'removed').map((part) => part.text).join('')).toBe(
      'Rules are checked at once. New words. Old.',
    )
    const counted = count(parts)
    expect(counted.replaced).toBeGreaterThan(0)
    expect(counted.removed).toBe(0)
  })

  it('is nothing between equal texts', () => {
    expect(count(compare('The same.', 'The same.'))).toEqual({ added: 0, removed: 0, replaced: 0 })
  })

  it('counts what was only added or only removed', () => {
    expect(count(compare('One.', 'One. Two.'))).toEqual({ added: 1, removed: 0, replaced: 0 })
    expect(count(compare('One. Two.', 'One.'))).toEqual({ added: 0, removed: 1, replaced: 0 })
  })
})
