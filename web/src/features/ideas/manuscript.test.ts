import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Got, type IdeasIdeaView, Refusal } from '../../api'
import { Sheet } from '../../parts'
import { deskOf, type Fields, type Server, writtenIn } from './manuscript'

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

const EMPTY: Fields = { ...FIELDS, title: '', text: '' }

/** What is written as `known`, or as a new idea, on a server that takes everything; what it was asked is kept. */
function writing(over: Partial<Server> = {}, known?: { text: string; etag: string }) {
  let version = 0
  const asked: string[] = []
  const server: Server = {
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
  const start = known ? writtenIn(got(known.text, known.etag)) : { value: EMPTY, etag: '' }
  const sheet = new Sheet(start, undefined, deskOf(server, 'p', known && 'i1'))
  const write = (wanted: Partial<Fields>) => {
    sheet.write({ ...sheet.state().value, ...wanted })
  }
  return { asked, sheet, write }
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('an idea while it is written', () => {
  it('is created once, when there is enough of it, and changed by the version that was seen', async () => {
    const { asked, sheet, write } = writing()
    write({ title: 'Show free rooms' })
    await vi.advanceTimersByTimeAsync(2000)
    expect(asked).toEqual([])
    write({ text: 'One' })
    write({ text: 'One, two' })
    await vi.advanceTimersByTimeAsync(999)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(asked).toHaveLength(1)
    write({ text: 'Three' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked[1]).toBe('change Three "1"')
    expect(sheet.state().saving.state).toBe('saved')
  })

  it('is asked for again with the same key when no answer came, so there is one draft', async () => {
    let failed = 0
    const keys: string[] = []
    const { sheet, write } = writing({
      create: (fields, once) => {
        keys.push(once['Idempotency-Key'])
        return failed++ === 0 ? Promise.reject(new Refusal({ status: 0 })) : Promise.resolve(got(fields.text, '"1"'))
      },
    })
    write({ title: FIELDS.title, text: 'One' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(sheet.state().saving.state).toBe('device')
    await vi.advanceTimersByTimeAsync(5000)
    expect(sheet.state().saving.state).toBe('saved')
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(2)
  })

  it('is one draft of what was typed on while no answer came, and then the rest is sent', async () => {
    const created = [0, undefined]
    const changed = [503, undefined]
    const asked: string[] = []
    const answered = (failures: (number | undefined)[], text: string, etag: string) => {
      const status = failures.shift()
      return status === undefined ? Promise.resolve(got(text, etag)) : Promise.reject(new Refusal({ status }))
    }
    const { sheet, write } = writing({
      create: ({ text }) => {
        asked.push(`create ${text}`)
        return answered(created, text, '"1"')
      },
      change: (_id, { text }, etag) => {
        asked.push(`change ${text} ${etag}`)
        return answered(changed, text, '"2"')
      },
    })
    write({ title: FIELDS.title, text: 'One' })
    await vi.advanceTimersByTimeAsync(1000)
    write({ text: 'One, two' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(asked).toEqual(['create One', 'create One', 'change One, two "1"', 'change One, two "1"'])
    expect(sheet.state().saving.state).toBe('saved')
  })

  it('is sent with what was typed while it was being saved', async () => {
    let answer: ((value: Got<IdeasIdeaView>) => void) | undefined
    const { asked, sheet, write } = writing({
      create: () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    })
    write({ title: FIELDS.title, text: 'One' })
    await vi.advanceTimersByTimeAsync(1000)
    write({ text: 'Two' })
    await vi.advanceTimersByTimeAsync(1500)
    answer?.(got('One', '"1"'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual(['change Two "1"'])
    expect(sheet.state().value.text).toBe('Two')
  })

  it('overwrites nothing unseen: both texts stay until one is chosen', async () => {
    let refuse = true
    const changes: string[] = []
    const { sheet, write } = writing(
      {
        change: (_id, fields, etag) => {
          if (refuse) return Promise.reject(new Refusal({ status: 412 }))
          changes.push(`${fields.text} ${etag}`)
          return Promise.resolve(got(fields.text, '"8"'))
        },
      },
      { text: 'Before.', etag: '"6"' },
    )
    write({ text: 'Mine.' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(sheet.state().theirs?.value.text).toBe('Theirs.')
    expect(sheet.state().value.text).toBe('Mine.')
    refuse = false
    write({ text: 'Mine, more.' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(changes).toEqual([])
    sheet.settle(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(changes).toEqual(['Mine, more. "7"'])
    expect(sheet.state().theirs).toBeUndefined()
  })

  it('goes on where a file or a co-author made a version with the same text', async () => {
    const refusals = [412, undefined]
    const { sheet, write } = writing(
      {
        change: (_id, fields) => {
          const status = refusals.shift()
          return status === undefined ? Promise.resolve(got(fields.text, '"8"')) : Promise.reject(new Refusal({ status }))
        },
        read: () => Promise.resolve(got('Before.', '"7"')),
      },
      { text: 'Before.', etag: '"6"' },
    )
    write({ text: 'Mine.' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(sheet.state()).toMatchObject({ saving: { state: 'saved' }, theirs: undefined })
  })

  it('says what the server does not take, and does not ask again by itself', async () => {
    let asked = 0
    const { sheet, write } = writing({
      create: () => {
        asked++
        return Promise.reject(new Refusal({ status: 422, slug: 'invalid-request' }))
      },
    })
    write({ title: FIELDS.title, text: 'One' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(1)
    expect(sheet.state().saving.state).toBe('refused')
  })
})
