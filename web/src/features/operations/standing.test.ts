import { describe, expect, it } from 'vitest'
import { ageLevel, levelOf } from './standing'

const well = { outboxAge: 0, stopped: 0, parked: 0, dead: 0 }

describe('how a service does', () => {
  it('is told by the oldest thing that waits to be published', () => {
    expect([0, 29, 30, 299, 300].map(ageLevel)).toEqual(['well', 'well', 'look', 'look', 'trouble'])
  })

  it('is as bad as the worst of it', () => {
    expect(levelOf(well)).toBe('well')
    expect(levelOf({ ...well, parked: 2 })).toBe('look')
    expect(levelOf({ ...well, parked: 2, outboxAge: 400 })).toBe('trouble')
    expect(levelOf({ ...well, dead: 1 })).toBe('trouble')
    expect(levelOf({ ...well, stopped: 1 })).toBe('trouble')
  })
})
