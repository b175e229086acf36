import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '../../api'
import { owed } from './list'
import { placeOf, stacked } from './picture'
import { type Desk, type Marks, Sheet } from './sheet'

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

const EMPTY: Marks = { scores: {}, comment: '' }
const MINE: Marks = { scores: { benefit: 4 }, comment: 'Mine' }
const stale = () => new Refusal({ status: 412, slug: 'stale-version' })

function sheet(desk: Partial<Desk>, kept?: { marks: Marks; etag: string }) {
  const put = vi.fn(desk.put ?? (() => Promise.resolve('"2"')))
  const read = desk.read ?? (() => Promise.reject(new Error('not asked for')))
  return { put, made: new Sheet({ person: 'p', key: 'k', marks: EMPTY, etag: '"1"', kept }, { put, read }) }
}

describe('a review that is written', () => {
  it('is sent with the version that was seen, and the next time with the new one', async () => {
    const { put, made } = sheet({})
    made.write(MINE)
    expect(await made.save()).toBe(true)
    made.write({ comment: 'More' })
    expect(await made.save()).toBe(true)
    expect(put.mock.calls.map(([, etag]) => etag)).toEqual(['"1"', '"2"'])
    expect(made.state().saving.state).toBe('saved')
  })

  it('is shown beside what was written elsewhere, and sent when it is chosen', async () => {
    const theirs = { scores: { benefit: 1 }, comment: 'Theirs' }
    const { put, made } = sheet({
      put: (_marks, etag) => (etag === '"1"' ? Promise.reject(stale()) : Promise.resolve('"8"')),
      read: () => Promise.resolve({ data: { ...theirs } as never, etag: '"7"' }),
    })
    made.write(MINE)
    expect(await made.save()).toBe(false)
    expect(made.state()).toMatchObject({ marks: MINE, theirs: { marks: theirs, etag: '"7"' } })
    expect(await made.save()).toBe(false)
    made.settle(true)
    expect(await made.save()).toBe(true)
    expect(put.mock.lastCall).toEqual([MINE, '"7"'])
  })

  it('is taken up again from this device, and held back where the server has another', () => {
    expect(sheet({}, { marks: MINE, etag: '"1"' }).made.state()).toMatchObject({ marks: MINE, theirs: undefined })
    expect(sheet({}, { marks: MINE, etag: '"0"' }).made.state()).toMatchObject({ marks: MINE, theirs: { marks: EMPTY } })
    expect(sheet({}, { marks: EMPTY, etag: '"0"' }).made.state()).toMatchObject({ marks: EMPTY, theirs: undefined })
  })
})
