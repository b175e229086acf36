import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refusal } from '../api'
import { type Desk, Sheet, type Written } from './sheet'

const stale = () => new Refusal({ status: 412, slug: 'stale-version' })
type Put = (value: string, etag: string) => Promise<string>

/** Its server answers with a version and has the text as it was sent. */
function sheet(over: Partial<Omit<Desk<string>, 'put'>> & { put?: Put } = {}, kept?: Written<string>) {
  let version = 1
  const put = vi.fn<Put>(over.put ?? (() => Promise.resolve(`"${++version}"`)))
  const keep = vi.fn<Desk<string>['keep']>()
  const drop = vi.fn()
  const read = over.read ?? (() => Promise.reject(new Error('not asked for')))
  const same = (one: string, other: string) => one === other
  const takes = async (value: string, etag: string) => ({ value, etag: await put(value, etag) })
  const desk = { ...over, put: takes, read, same, keep, drop }
  return { put, keep, drop, made: new Sheet({ value: '', etag: '"1"' }, kept, desk) }
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('what is written', () => {
  it('is kept at once and sent after a pause, each time with the version that was seen', async () => {
    const { put, keep, drop, made } = sheet()
    made.write('Mine')
    expect(keep).toHaveBeenCalledWith({ value: 'Mine', etag: '"1"', base: '' })
    await vi.advanceTimersByTimeAsync(999)
    expect(put).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(made.state().saving.state).toBe('saved')
    expect(drop).toHaveBeenCalledOnce()
    made.write('More')
    expect(await made.save()).toBe(true)
    expect(put.mock.calls).toEqual([
      ['Mine', '"1"'],
      ['More', '"2"'],
    ])
  })

  it('is shown beside what was written elsewhere, and sent when it is chosen', async () => {
    const { put, made } = sheet({
      put: (_value, etag) => (etag === '"1"' ? Promise.reject(stale()) : Promise.resolve('"8"')),
      read: () => Promise.resolve({ value: 'Theirs', etag: '"7"' }),
    })
    made.write('Mine')
    expect(await made.save()).toBe(false)
    expect(made.state()).toMatchObject({ value: 'Mine', theirs: { value: 'Theirs', etag: '"7"' } })
    expect(await made.save()).toBe(false)
    made.settle(true)
    expect(await made.save()).toBe(true)
    expect(put.mock.lastCall).toEqual(['Mine', '"7"'])
  })

  it('gives way to what was written elsewhere when that is chosen', async () => {
    const { put, drop, made } = sheet({
      put: () => Promise.reject(stale()),
      read: () => Promise.resolve({ value: 'Theirs', etag: '"7"' }),
    })
    made.write('Mine')
    await made.save()
    made.settle(false)
    expect(made.state()).toMatchObject({ value: 'Theirs', theirs: undefined })
    expect(drop).toHaveBeenCalledOnce()
    expect(await made.save()).toBe(true)
    expect(put).toHaveBeenCalledOnce()
  })

  it('whose answer was lost is not taken for that of somebody else', async () => {
    const answers = [new Refusal({ status: 0 }), stale()]
    const { put, made } = sheet({
      put: () => {
        const failure = answers.shift()
        return failure ? Promise.reject(failure) : Promise.resolve('"3"')
      },
      read: () => Promise.resolve({ value: 'Mine', etag: '"2"' }),
    })
    made.write('Mine')
    await vi.advanceTimersByTimeAsync(1000)
    expect(made.state().saving.state).toBe('device')
    await vi.advanceTimersByTimeAsync(5000)
    expect(made.state()).toMatchObject({ saving: { state: 'saved' }, theirs: undefined })
    expect(put.mock.calls.map(([, etag]) => etag)).toEqual(['"1"', '"1"', '"2"'])
  })

  it('is not taken for that of somebody else where more was typed after the answer was lost', async () => {
    const answers = [new Refusal({ status: 0 }), stale()]
    const { put, made } = sheet({
      put: () => {
        const failure = answers.shift()
        return failure ? Promise.reject(failure) : Promise.resolve('"3"')
      },
      read: () => Promise.resolve({ value: 'Mine', etag: '"2"' }),
    })
    made.write('Mine')
    await vi.advanceTimersByTimeAsync(1000)
    made.write('Mine, more')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(put.mock.calls).toEqual([
      ['Mine', '"1"'],
      ['Mine, more', '"1"'],
      ['Mine, more', '"2"'],
    ])
    expect(made.state()).toMatchObject({ saving: { state: 'saved' }, theirs: undefined })
  })

  it('goes on where another version says what was there before', async () => {
    const { put, made } = sheet({
      put: (_value, etag) => (etag === '"1"' ? Promise.reject(stale()) : Promise.resolve('"8"')),
      read: () => Promise.resolve({ value: '', etag: '"7"' }),
    })
    made.write('Mine')
    expect(await made.save()).toBe(true)
    expect(put.mock.lastCall).toEqual(['Mine', '"7"'])
  })

  it('waits here until the server would take it', async () => {
    const { put, keep, made } = sheet({ enough: (value) => value.length > 2 })
    made.write('Mi')
    await vi.advanceTimersByTimeAsync(2000)
    expect(await made.save()).toBe(false)
    expect(keep).toHaveBeenCalledOnce()
    expect(put).not.toHaveBeenCalled()
    made.write('Mine')
    expect(await made.save()).toBe(true)
  })

  it('is kept on the new version when more was typed while it was sent', async () => {
    let answer: ((etag: string) => void) | undefined
    const { keep, made } = sheet({
      put: () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    })
    made.write('One')
    const saved = made.save()
    made.write('One, two')
    answer?.('"2"')
    expect(await saved).toBe(false)
    expect(keep).toHaveBeenLastCalledWith({ value: 'One, two', etag: '"2"', base: 'One' })
  })

  it('is taken up again from where it was kept, and held back where the server has another', () => {
    expect(sheet({}, { value: 'Mine', etag: '"1"' }).made.state()).toMatchObject({ value: 'Mine', theirs: undefined })
    expect(sheet({}, { value: 'Mine', etag: '"0"' }).made.state()).toMatchObject({ value: 'Mine', theirs: { value: '' } })
    expect(sheet({}, { value: '', etag: '"0"' }).made.state()).toMatchObject({ value: '', theirs: undefined })
    expect(sheet({}, { value: 'Mine', etag: '"0"', base: '' }).made.state()).toMatchObject({ value: 'Mine', theirs: undefined })
  })

  it('is refused with what is wrong and stays where it is', async () => {
    const { drop, made } = sheet({ put: () => Promise.reject(new Refusal({ status: 422 })) })
    made.write('Too long')
    expect(await made.save()).toBe(false)
    expect(made.state()).toMatchObject({ value: 'Too long', saving: { state: 'refused' } })
    expect(drop).not.toHaveBeenCalled()
  })

  it('is sent when the page is left, once', async () => {
    const { put, made } = sheet({ put: () => Promise.reject(new Refusal({ status: 0 })) })
    const unsubscribe = made.subscribe(() => undefined)
    made.write('Mine')
    unsubscribe()
    made.leave()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(put).toHaveBeenCalledOnce()
  })
})

describe('what somebody else wrote meanwhile', () => {
  it('is offered, and shown when the reader wants to', async () => {
    const { put, made } = sheet()
    made.hear({ value: 'Theirs', etag: '"4"' })
    expect(made.state()).toMatchObject({ value: '', newer: { value: 'Theirs' } })
    made.take()
    expect(made.state()).toMatchObject({ value: 'Theirs', newer: undefined })
    made.write('Theirs and mine')
    await made.save()
    expect(put).toHaveBeenCalledWith('Theirs and mine', '"4"')
  })

  it('is not offered when it is older, when it says the same, or while something is written here', async () => {
    const { put, made } = sheet()
    made.hear({ value: 'Old', etag: '"0"' })
    made.hear({ value: '', etag: '"3"' })
    expect(made.state().newer).toBeUndefined()
    made.write('Mine')
    made.hear({ value: 'Theirs', etag: '"5"' })
    expect(made.state().newer).toBeUndefined()
    await made.save()
    expect(put).toHaveBeenCalledWith('Mine', '"3"')
  })
})
