import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Got, type IdeasIdeaView, Refusal } from '../../api'
import { type Desk, type Fields, Manuscript } from './manuscript'

const FIELDS: Fields = {
  title: 'Show free rooms',
  text: 'Sensors tell.',
  language: 'en',
  visibility: 'organisation',
  facets: [],
  campaign_id: null,
}

function got(text: string, etag: string): Got<IdeasIdeaView> {
  return { data: { ...FIELDS, idea_id: 'i1', text } as unknown as IdeasIdeaView, etag }
}

/** A server that takes everything; what it was asked is kept. */
function desk(over: Partial<Desk> = {}) {
  let version = 0
  const asked: string[] = []
  const made: Desk = {
    create: (fields, once) => {
      asked.push(`create ${fields.text} ${once['Idempotency-Key']}`)
      return Promise.resolve(got(fields.text, `"${++version}"`))
    },
    change: (_id, fields, etag) => {
      asked.push(`change ${fields.text} ${etag}`)
      return Promise.resolve(got(fields.text, `"${++version}"`))
    },
    read: () => Promise.resolve(got('Theirs.', '"7"')),
    took: () => undefined,
    ...over,
  }
  return { asked, desk: made }
}

const start = { person: 'p', fields: { ...FIELDS, title: '', text: '' }, etag: '', unsaved: false }

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a manuscript', () => {
  it('is created once, after a pause, and changed by the version that it saw', async () => {
    const server = desk()
    const text = new Manuscript(start, server.desk)
    text.write({ title: 'Show free rooms' })
    await vi.advanceTimersByTimeAsync(2000)
    expect(server.asked).toEqual([])
    text.write({ text: 'One' })
    text.write({ text: 'One, two' })
    await vi.advanceTimersByTimeAsync(999)
    expect(server.asked).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(server.asked).toHaveLength(1)
    text.write({ text: 'Three' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.asked[1]).toBe('change Three "1"')
    expect(text.state().saving.state).toBe('saved')
  })

  it('asks again with the same key when no answer came, so there is one draft', async () => {
    let failed = 0
    const keys: string[] = []
    const server = desk({
      create: (fields, once) => {
        keys.push(once['Idempotency-Key'])
        return failed++ === 0 ? Promise.reject(new Refusal({ status: 0 })) : Promise.resolve(got(fields.text, '"1"'))
      },
    })
    const text = new Manuscript(start, server.desk)
    text.write({ title: FIELDS.title, text: 'One' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(text.state().saving.state).toBe('device')
    await vi.advanceTimersByTimeAsync(5000)
    expect(text.state().saving.state).toBe('saved')
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(2)
  })

  it('makes one draft of what was typed on while no answer came, and then sends the rest', async () => {
    let failed = 0
    const asked: string[] = []
    const server = desk({
      create: (fields) => {
        asked.push(`create ${fields.text}`)
        return failed++ === 0 ? Promise.reject(new Refusal({ status: 0 })) : Promise.resolve(got(fields.text, '"1"'))
      },
      change: (_id, fields, etag) => {
        asked.push(`change ${fields.text} ${etag}`)
        return Promise.resolve(got(fields.text, '"2"'))
      },
    })
    const text = new Manuscript(start, server.desk)
    text.write({ title: FIELDS.title, text: 'One' })
    await vi.advanceTimersByTimeAsync(1000)
    text.write({ text: 'One, two' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toEqual(['create One', 'create One', 'change One, two "1"'])
    expect(text.state().saving.state).toBe('saved')
  })

  it('does not take its own text, whose answer was lost, for that of somebody else', async () => {
    const asked: string[] = []
    const refusals = [0, 412]
    const server = desk({
      change: (_id, fields, etag) => {
        asked.push(`${fields.text} ${etag}`)
        const status = refusals.shift()
        return status === undefined ? Promise.resolve(got(fields.text, '"3"')) : Promise.reject(new Refusal({ status }))
      },
      read: () => Promise.resolve(got('Mine.', '"2"')),
    })
    const text = new Manuscript({ ...start, fields: FIELDS, ideaId: 'i1', etag: '"1"' }, server.desk)
    text.write({ text: 'Mine.' })
    await vi.advanceTimersByTimeAsync(1000)
    text.write({ text: 'Mine, more.' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toEqual(['Mine. "1"', 'Mine, more. "1"', 'Mine, more. "2"'])
    expect(text.state().theirs).toBeUndefined()
    expect(text.state().saving.state).toBe('saved')
  })

  it('sends what was typed while it was being saved', async () => {
    let answer: ((value: Got<IdeasIdeaView>) => void) | undefined
    const changes: string[] = []
    const server = desk({
      create: () =>
        new Promise((resolve) => {
          answer = resolve
        }),
      change: (_id, fields, etag) => {
        changes.push(`${fields.text} ${etag}`)
        return Promise.resolve(got(fields.text, '"2"'))
      },
    })
    const text = new Manuscript(start, server.desk)
    text.write({ title: FIELDS.title, text: 'One' })
    await vi.advanceTimersByTimeAsync(1000)
    text.write({ text: 'Two' })
    await vi.advanceTimersByTimeAsync(1500)
    answer?.(got('One', '"1"'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(changes).toEqual(['Two "1"'])
    expect(text.state().fields.text).toBe('Two')
  })

  it('overwrites nothing unseen: both texts stay until one is chosen', async () => {
    let refuse = true
    const changes: string[] = []
    const server = desk({
      change: (_id, fields, etag) => {
        if (refuse) return Promise.reject(new Refusal({ status: 412 }))
        changes.push(`${fields.text} ${etag}`)
        return Promise.resolve(got(fields.text, '"8"'))
      },
    })
    const text = new Manuscript({ ...start, fields: FIELDS, ideaId: 'i1', etag: '"6"' }, server.desk)
    text.write({ text: 'Mine.' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(text.state().theirs?.fields.text).toBe('Theirs.')
    expect(text.state().fields.text).toBe('Mine.')
    refuse = false
    text.write({ text: 'Mine, more.' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(changes).toEqual([])
    text.settle(text.state().fields, '"7"', true)
    await vi.advanceTimersByTimeAsync(0)
    expect(changes).toEqual(['Mine, more. "7"'])
    expect(text.state().theirs).toBeUndefined()
  })

  it('says what the server does not take, and does not ask again by itself', async () => {
    let asked = 0
    const server = desk({
      create: () => {
        asked++
        return Promise.reject(new Refusal({ status: 422, slug: 'invalid-request' }))
      },
    })
    const text = new Manuscript(start, server.desk)
    text.write({ title: FIELDS.title, text: 'One' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(1)
    expect(text.state().saving.state).toBe('refused')
  })
})
