import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hear, type Hearing, onNews } from './live'

class Source extends EventTarget {
  static readonly all: Source[] = []
  static readonly CLOSED = 2
  readyState = 1
  onerror: (() => void) | null = null
  constructor(readonly url: string) {
    super()
    Source.all.push(this)
  }
  close() {
    this.readyState = 2
  }
  say(type: string, lastEventId: string, data: object) {
    this.dispatchEvent(new MessageEvent(type, { lastEventId, data: JSON.stringify(data) }))
  }
}

/** Locks as a browser has them: one leads, the next one when it has ended. */
const waiting: (() => void)[] = []
let held = false
const locks = {
  request: (_name: string, _wanted: object, act: () => Promise<void>) =>
    new Promise<void>((done) => {
      const run = () => {
        held = true
        void act().then(() => {
          held = false
          waiting.shift()?.()
          done()
        })
      }
      if (held) waiting.push(run)
      else run()
    }),
}

function window_(from = '') {
  const heard = { news: vi.fn(), here: vi.fn(), away: vi.fn() } satisfies Hearing
  return { ...heard, end: hear('p1', from, heard) }
}

const soon = () => vi.advanceTimersByTimeAsync(20)

describe('one stream for all windows', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', Source)
    vi.stubGlobal('navigator', { locks })
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"unread":0,"place":"0"}', { headers: { 'content-type': 'application/json' } })))
    Source.all.length = 0
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('is heard by the one that leads, told to the other, and gone on with when it closes', async () => {
    const [first, second] = [window_(), window_()]
    const [source] = Source.all
    expect(Source.all).toHaveLength(1)
    source?.say('ready', '7', { unread: 1 })
    source?.say('notification', '8', { kind: 'idea.commented', idea_id: 'i1', text: 'secret' })
    await vi.waitFor(() => {
      expect(second.news).toHaveBeenCalledWith({ kind: 'idea.commented', idea_id: 'i1' })
    })
    expect(first.news).toHaveBeenCalledTimes(1)
    first.end()
    await soon()
    expect(Source.all.map((each) => each.url)).toEqual(['/api/stream', '/api/stream?last_event_id=8'])
    second.end()
  })

  it('begins right behind what was counted', () => {
    const only = window_('5')
    expect(Source.all.map((each) => each.url)).toEqual(['/api/stream?last_event_id=5'])
    only.end()
  })

  it('has nothing counted again when it begins there, and does when it comes back', () => {
    const only = window_('5')
    Source.all[0]?.say('ready', '5', { unread: 0 })
    expect(only.away).toHaveBeenLastCalledWith(false)
    expect(only.here).not.toHaveBeenCalled()
    Source.all[0]?.onerror?.()
    Source.all[0]?.say('ready', '5', { unread: 0 })
    expect(only.here).toHaveBeenLastCalledWith(false)
    only.end()
  })

  it('says when it was away for so long that anything may have changed', async () => {
    const only = window_()
    Source.all[0]?.say('ready', '7', { unread: 0 })
    Source.all[0]?.onerror?.()
    expect(only.away).toHaveBeenLastCalledWith(true)
    Source.all[0]?.say('ready', '7', { unread: 0 })
    expect(only.here).toHaveBeenLastCalledWith(false)
    Source.all[0]?.onerror?.()
    await vi.advanceTimersByTimeAsync(31_000)
    Source.all[0]?.say('ready', '7', { unread: 0 })
    expect(only.here).toHaveBeenLastCalledWith(true)
    expect(only.away).toHaveBeenLastCalledWith(false)
    only.end()
  })

  it('is opened anew where it was refused, after a sleep, and when the network is back', async () => {
    const only = window_()
    const [source] = Source.all
    source?.say('ready', '9', { unread: 0 })
    source?.close()
    source?.onerror?.()
    await vi.advanceTimersByTimeAsync(1500)
    expect(Source.all.map((each) => each.url)).toEqual(['/api/stream', '/api/stream?last_event_id=9'])
    vi.setSystemTime(Date.now() + 3_600_000)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(Source.all).toHaveLength(3)
    window.dispatchEvent(new Event('offline'))
    expect(Source.all[2]?.readyState).toBe(Source.CLOSED)
    expect(only.away).toHaveBeenLastCalledWith(true)
    window.dispatchEvent(new Event('online'))
    await soon()
    expect(Source.all).toHaveLength(4)
    only.end()
    expect(Source.all[3]?.readyState).toBe(Source.CLOSED)
  })

  it('reaches the lists that wait for news', () => {
    const only = window_()
    const listener = { news: vi.fn(), missed: vi.fn() }
    const end = onNews(listener)
    Source.all[0]?.say('notification', '3', { kind: 'message.posted', idea_id: 'i2' })
    end()
    Source.all[0]?.say('notification', '4', { kind: 'message.posted', idea_id: 'i2' })
    expect(listener.news).toHaveBeenCalledTimes(1)
    only.end()
  })

  it('tells those lists of a long stretch without it, and not of a short one', async () => {
    const only = window_()
    const listener = { news: vi.fn(), missed: vi.fn() }
    const end = onNews(listener)
    for (const [length, times] of [[20_000, 0], [40_000, 1]] as const) {
      window.dispatchEvent(new Event('offline'))
      await vi.advanceTimersByTimeAsync(length)
      window.dispatchEvent(new Event('online'))
      await soon()
      Source.all.at(-1)?.say('ready', '9', { unread: 0 })
      expect(listener.missed).toHaveBeenCalledTimes(times)
      expect(only.here).toHaveBeenLastCalledWith(times === 1)
    }
    end()
    only.end()
  })
})
