import { describe, expect, test } from 'vitest'
import { portfolioSearch, tableAddress } from './search'

const UNIT = '0198c0de-0000-7000-8000-000000000001'

describe('the address of the portfolio', () => {
  test('holds what is asked', () => {
    expect(portfolioSearch({ unit: UNIT, year: 2026 })).toEqual({ unit: UNIT, year: 2026, campaign: undefined })
  })
  test('leaves out what cannot be meant', () => {
    expect(portfolioSearch({ unit: 'x', year: 'soon', campaign: 7 })).toEqual({})
    expect(portfolioSearch({ year: 1 })).toEqual({})
  })
  test('leads to the table of the same figures', () => {
    expect(tableAddress({})).toBe('/api/portfolio/table.csv')
    expect(tableAddress({ unit: UNIT, year: 2026, campaign: undefined })).toBe(
      `/api/portfolio/table.csv?unit=${UNIT}&year=2026`,
    )
  })
})
