import { describe, expect, it } from 'vitest'
import { left, safeDay, strip } from './strip'

const reason = (code: string, day: string | null = null) => ({ code, day, text: `${code} ${day ?? ''}` })

const CHRISTMAS = {
  day_zero: '2026-12-21',
  last_day: '2026-12-29',
  other: null,
  reasons: [reason('weekends'), reason('holiday-skipped', '2026-12-25'), reason('no-statutory-holiday', '2026-12-24')],
}

describe('the days of a period', () => {
  it('numbers the days that count and says why a holiday does not', () => {
    const cells = strip(CHRISTMAS)
    expect(cells.map(({ number }) => number)).toEqual([0, 1, 2, 3, null, null, null, 4, 5])
    expect(cells[4]).toMatchObject({ day: '2026-12-25', why: 'holiday-skipped 2026-12-25' })
    expect(cells[5]).toMatchObject({ day: '2026-12-26', why: null })
  })

  it('counts every day where the period is not in working days', () => {
    const cells = strip({ ...CHRISTMAS, reasons: [reason('length')] })
    expect(cells.at(-1)).toMatchObject({ day: '2026-12-29', number: 8 })
    expect(cells.every(({ number }) => number !== null)).toBe(true)
  })

  it('has no days while nothing runs', () => {
    expect(strip({ ...CHRISTMAS, day_zero: null, last_day: null })).toEqual([])
  })

  it('says what is left, over the end of a year', () => {
    expect(left(strip(CHRISTMAS), '2026-12-24')).toEqual({ left: 2, all: 5 })
    expect(left(strip(CHRISTMAS), '2027-01-04')).toEqual({ left: 0, all: 5 })
    expect(strip({ ...CHRISTMAS, day_zero: '2026-12-31', last_day: '2027-01-04' }).map(({ day }) => day)).toContain('2027-01-01')
  })

  it('is safe on the earlier day where the law is disputed', () => {
    expect(safeDay({ last_day: '2027-05-03', other: { day_zero: '2027-04-01', last_day: '2027-05-01' } })).toBe('2027-05-01')
    expect(safeDay({ last_day: '2027-05-01', other: { day_zero: '2027-04-01', last_day: '2027-05-03' } })).toBe('2027-05-01')
    expect(safeDay({ last_day: null, other: null })).toBeNull()
  })
})
