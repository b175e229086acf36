import { describe, expect, it } from 'vitest'
import { given, merged, nextOf, wanted, without } from './answers'

const CASE = { answers: [{ number: 2, answer: 'adopted', reason: 'Agreed.' }], unanswered: [1, 3, 4] }
const DRAFTS = {
  1: { answer: 'not-adopted' as const, reason: ' Not now. ' },
  3: { answer: 'partly' as const, reason: '  ' },
}

describe('answers', () => {
  it('are there when both the answer and its reason are', () => {
    expect(given(DRAFTS[1])).toBe(true)
    expect(given(DRAFTS[3])).toBe(false)
    expect(given({ answer: '', reason: 'Because.' })).toBe(false)
    expect(given(undefined)).toBe(false)
  })

  it('that stand and that are written make one matrix', () => {
    const rows = merged(CASE, DRAFTS)
    expect(Object.keys(rows)).toEqual(['1', '2'])
    expect(rows[1]?.state).toBe('draft')
    expect(rows[2]).toMatchObject({ state: 'given', answer: 'adopted' })
  })

  it('are sent without what is missing', () => {
    expect(wanted([1], DRAFTS)).toEqual([{ number: 1, answer: 'not-adopted', reason: 'Not now.' }])
    expect(wanted([4], DRAFTS)).toEqual([])
  })

  it('that are published are written no more, and the others stay', () => {
    expect(without(DRAFTS, [1])).toEqual({ 3: DRAFTS[3] })
    expect(without(DRAFTS, [])).toEqual(DRAFTS)
  })

  it('go on with the next point that has none', () => {
    expect(nextOf([1, 3, 4], DRAFTS, 1)).toBe(3)
    expect(nextOf([1, 3, 4], DRAFTS, 4)).toBe(3)
    expect(nextOf([1, 3], { ...DRAFTS, 3: { answer: 'adopted', reason: 'Yes.' } }, 1)).toBeUndefined()
  })
})
