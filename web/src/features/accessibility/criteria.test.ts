import { describe, expect, it } from 'vitest'
import { CRITERIA } from './criteria'

describe('the statement', () => {
  it('has every criterion of WCAG 2.2 A and AA once, in their order', () => {
    const numbers = CRITERIA.map((each) => each.number)
    expect(new Set(numbers).size).toBe(55)
    const value = (number: string) => number.split('.').reduce((all, part) => all * 100 + Number(part), 0)
    expect(numbers.toSorted((one, other) => value(one) - value(other))).toEqual(numbers)
    expect(CRITERIA.filter((each) => each.level === 'A')).toHaveLength(31)
  })
})
