import { describe, expect, it } from 'vitest'
import { daysBetween, momentsFor } from './moments'

describe('days and times in words', () => {
  it('names a day as it is, whatever the zone of the reader', () => {
    expect(momentsFor('en', 'America/Los_Angeles').day('2026-12-30')).toBe('Wednesday, 30 December 2026')
    expect(momentsFor('fr', 'Europe/Paris').day('2026-12-30')).toBe('mercredi 30 décembre 2026')
    expect(momentsFor('de', 'Europe/Berlin').day('2026-12-30')).toBe('Mittwoch, 30. Dezember 2026')
  })

  it('tells a moment by the clock of the seat', () => {
    const berlin = momentsFor('en', 'Europe/Berlin')
    expect(berlin.time('2026-12-30T23:30:00Z')).toBe('31 December 2026 at 00:30')
    expect(berlin.dayAt('2026-12-30T23:30:00Z')).toBe('2026-12-31')
    expect(berlin.dayAt('2026-12-30T22:30:00Z')).toBe('2026-12-30')
  })

  it('counts days over the change of the clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-12-30', '2026-12-28')).toBe(-2)
  })
})
