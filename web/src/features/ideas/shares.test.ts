import { describe, expect, it } from 'vitest'
import { evenly, proposedMeanwhile, together, whole } from './shares'

describe('shares', () => {
  it('are a hundred percent together, and each is something', () => {
    expect(whole(['60', '40'])).toBe(true)
    expect(whole(['60', '30'])).toBe(false)
    expect(whole(['100', '0'])).toBe(false)
    expect(whole(['50.5', '49.5'])).toBe(false)
    expect(whole(['160', '-60'])).toBe(false)
  })

  it('are summed as they are typed', () => {
    expect(together(['60', '', 'x', ' 7 '])).toBe(67)
  })

  it('are split without a rest', () => {
    expect(evenly(['a', 'b', 'c'])).toEqual({ a: '34', b: '33', c: '33' })
    for (const many of [1, 2, 6, 7, 20]) {
      const split = evenly(Array.from({ length: many }, (_, at) => `p${at}`))
      expect(whole(Object.values(split))).toBe(true)
    }
  })

  it('of somebody else are no matter until they are others than were seen, and than were typed', () => {
    const typed = { a: '70', b: '30' }
    expect(proposedMeanwhile({}, null, { a: 60, b: 40 })).toBe(false)
    expect(proposedMeanwhile(typed, { a: 60, b: 40 }, { a: 60, b: 40 })).toBe(false)
    expect(proposedMeanwhile(typed, { a: 60, b: 40 }, { a: 50, b: 50 })).toBe(true)
    expect(proposedMeanwhile(typed, { a: 60, b: 40 }, { a: 70, b: 30 })).toBe(false)
    expect(proposedMeanwhile(typed, { a: 100 }, { a: 100, b: 0 })).toBe(false)
  })
})
