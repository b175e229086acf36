import { describe, expect, it } from 'vitest'
import { ageLevel, behindLevel, behindOf, ideaIn, levelOf, traceOf } from './standing'

const read = { records: 0, seconds: 0, unread: 0 }
const well = { outboxAge: 0, behind: read, stopped: 0, parked: 0, dead: 0 }

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
    expect(levelOf({ ...well, behind: { ...read, seconds: 40 } })).toBe('look')
    expect(levelOf({ ...well, parked: 1, behind: { ...read, seconds: 400 } })).toBe('trouble')
  })

  it('is told by what it has not read: how many, for how long, and what nobody reads', () => {
    const partitions = [
      { lag_records: 3, lag_seconds: 1.6 },
      { lag_records: 4, lag_seconds: 0.2 },
      { lag_records: null, lag_seconds: null },
    ]
    expect(behindOf(partitions)).toEqual({ records: 7, seconds: 2, unread: 1 })
    expect(behindOf([])).toEqual(read)
    expect(behindLevel(read)).toBe('well')
    expect(behindLevel({ ...read, unread: 1 })).toBe('look')
    expect(behindLevel({ records: 9, seconds: 300, unread: 1 })).toBe('trouble')
  })
})

describe('the traces of an idea', () => {
  const id = '0197a3f0-1c2d-7abc-8def-0123456789ab'

  it('are found by its id, or by the address of one of its pages', () => {
    expect([id, ` ${id.toUpperCase()} `, `https://parley.example/ideas/${id}/timeline?x=1`].map(ideaIn)).toEqual([id, id, id])
    expect(['', 'the idea with the bicycles', id.slice(1)].map(ideaIn)).toEqual([null, null, null])
  })

  it('stand where the viewer wants the id', () => {
    expect(traceOf('http://traces/?q=idea.id%3D{idea}&limit=9', id)).toBe(`http://traces/?q=idea.id%3D${id}&limit=9`)
  })
})
