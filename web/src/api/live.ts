// News while the page is open: one stream for all windows of a browser. The window that leads hears it and tells the
// others; when it is closed another leads on, from the place that was reached.
import { data } from './call'
import { notifyCountUnread } from './generated/sdk.gen'

/** What a notification is about; its text is asked for. */
export interface News {
  kind: string
  idea_id: string
}

export interface Hearing {
  news: (news: News) => void
  /** The stream runs. After more than half a minute without, anything may have changed. */
  here: (missed: boolean) => void
  /** The stream stopped, or runs again. */
  away: (away: boolean) => void
}

type Told = { is: 'news'; place: string; news: News } | { is: 'here'; place: string } | { is: 'away' }

export const LONG = 30_000
const WAITS = [1_000, 3_000, 10_000, 30_000]
const TICK = 10_000

/** Keeps open what can be opened, from a place on; tells what it hears until it is aborted. */
function stream(place: () => string, tell: (told: Told) => void, until: AbortSignal) {
  let source: EventSource | undefined
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let ticked = Date.now()

  function open() {
    source?.close()
    const since = place()
    const opened = new EventSource(since ? `/api/stream?last_event_id=${since}` : '/api/stream')
    source = opened
    opened.addEventListener('ready', ({ lastEventId }) => {
      failures = 0
      tell({ is: 'here', place: lastEventId })
    })
    opened.addEventListener('notification', (event: MessageEvent<string>) => {
      const { kind, idea_id } = JSON.parse(event.data) as News
      tell({ is: 'news', place: event.lastEventId, news: { kind, idea_id } })
    })
    opened.onerror = () => {
      tell({ is: 'away' })
      // a browser that was refused does not come back by itself
      if (opened.readyState === EventSource.CLOSED) later()
    }
  }

  function later() {
    clearTimeout(timer)
    timer = setTimeout(() => void again(), WAITS[Math.min(failures++, WAITS.length - 1)])
  }

  async function again() {
    try {
      await data(notifyCountUnread()) // renews what has run out, and waits while nobody is signed in
    } catch {
      if (!until.aborted) later()
      return
    }
    if (!until.aborted) open()
  }

  function cut() {
    source?.close()
    clearTimeout(timer)
    tell({ is: 'away' })
  }

  const back = () => {
    failures = 0
    void again()
  }
  // a computer that slept finds a stream that looks open and is none
  const ticking = setInterval(() => {
    const slept = Date.now() - ticked > 3 * TICK
    ticked = Date.now()
    if (!slept) return
    cut()
    back()
  }, TICK)
  window.addEventListener('offline', cut)
  window.addEventListener('online', back)
  until.addEventListener('abort', () => {
    source?.close()
    clearTimeout(timer)
    clearInterval(ticking)
    window.removeEventListener('offline', cut)
    window.removeEventListener('online', back)
  })
  open()
}

interface Listener {
  /** For each piece of news that this window hears. */
  news: (news: News) => void
  /** After a stretch without the stream: anything may have come. */
  missed: () => void
}

const heard = new Set<Listener>()

export function onNews(listener: Listener) {
  heard.add(listener)
  return () => {
    heard.delete(listener)
  }
}

/** Hears the news of a person from a place on, until it is ended. */
export function hear(personId: string, from: string, told: Hearing): () => void {
  // what was counted is counted to where the stream begins: its first word changes nothing
  let known = from !== ''
  const hearing: Hearing = {
    ...told,
    here(missed) {
      if (!known || missed) told.here(missed)
      known = false
    },
  }
  const ending = new AbortController()
  const name = `parley.live.${personId}`
  const channel = new BroadcastChannel(name)
  let place = from
  let since: number | null = null

  function take(told: Told) {
    if (told.is === 'away') {
      since ??= Date.now()
      hearing.away(true)
      return
    }
    place = told.place
    if (told.is === 'news') {
      hearing.news(told.news)
      for (const listener of heard) listener.news(told.news)
      return
    }
    hearing.away(false)
    const missed = since !== null && Date.now() - since > LONG
    since = null
    hearing.here(missed)
    if (missed) for (const listener of heard) listener.missed()
  }

  channel.onmessage = ({ data: told }: MessageEvent<Told>) => {
    take(told)
  }
  const tell = (told: Told) => {
    if (ending.signal.aborted) return
    channel.postMessage(told)
    take(told)
  }
  const lead = () =>
    new Promise<void>((done) => {
      ending.signal.addEventListener('abort', () => {
        done()
      })
      stream(() => place, tell, ending.signal)
    })
  // over plain HTTP from another machine there are no locks: each window has a stream of its own
  if ('locks' in navigator) navigator.locks.request(name, { signal: ending.signal }, lead).catch(() => undefined)
  else void lead()
  return () => {
    ending.abort()
    channel.close()
  }
}
