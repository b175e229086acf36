import { describe, expect, it } from 'vitest'
import { isAnswered, phaseOf } from './campaign'

describe('a call for ideas', () => {
  const call = { opens_on: '2026-03-01', closes_on: '2026-03-31' }

  it('is open from its first day through its last', () => {
    expect(phaseOf(call, '2026-02-28')).toBe('coming')
    expect(phaseOf(call, '2026-03-01')).toBe('open')
    expect(phaseOf(call, '2026-03-31')).toBe('open')
    expect(phaseOf(call, '2026-04-01')).toBe('over')
    expect(phaseOf({ ...call, closes_on: null }, '2030-01-01')).toBe('open')
  })

  it('has an answer to an idea once it is decided', () => {
    expect(isAnswered('declined')).toBe(true)
    expect(isAnswered('decision_pending')).toBe(false)
    expect(isAnswered('appealed')).toBe(false)
  })
})
