import { describe, expect, it } from 'vitest'
import { owed } from './list'
import { placeOf, stacked } from './picture'
import { same } from './sheet'

describe('what is owed', () => {
  it('is a review to write, or one to look at again', () => {
    expect(owed({ state: 'assigned', round_state: 'open' })).toBe(true)
    expect(owed({ state: 'drafted', round_state: 'calibrating' })).toBe(true)
    expect(owed({ state: 'submitted', round_state: 'calibrating' })).toBe(true)
    expect(owed({ state: 'submitted', round_state: 'open' })).toBe(false)
    expect(owed({ state: 'drafted', round_state: 'concluded' })).toBe(false)
    expect(owed({ state: 'conflicted', round_state: 'open' })).toBe(false)
  })
})

describe('the picture of marks', () => {
  it('puts equal marks on top of each other', () => {
    expect([1, 3, 5].map(placeOf)).toEqual([0, 50, 100])
    expect(stacked([2, 4, 4])).toEqual([
      { mark: 2, above: 0 },
      { mark: 4, above: 0 },
      { mark: 4, above: 1 },
    ])
  })
})

describe('marks', () => {
  it('say the same when each criterion has the same mark and the words are the same', () => {
    const marks = { scores: { benefit: 4 }, comment: 'Good' }
    expect(same(marks, { scores: { benefit: 4 }, comment: 'Good' })).toBe(true)
    expect(same(marks, { scores: { benefit: 4, cost: 2 }, comment: 'Good' })).toBe(false)
    expect(same(marks, { scores: { benefit: 3 }, comment: 'Good' })).toBe(false)
    expect(same(marks, { scores: { benefit: 4 }, comment: '' })).toBe(false)
  })
})
