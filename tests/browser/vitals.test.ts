// How long a reader waits where there are many ideas, on a phone with a processor a quarter as fast and nothing in its cache:
// until the largest part of a page is painted (LCP), until it answers a touch or a key (INP), and how much it moves (CLS).
// Times are told, not bound: they are those of the machine. Run by `make web-vitals`.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { api, leave, NARROW, settled, signedIn } from './stage.ts'

const SLOWER = 4
const VISITS = 5
const WANTED = { lcp: 2000, inp: 200, cls: 0.02 } // milliseconds, milliseconds, a share of the window

interface Vitals {
  lcp: number
  inp: number
  cls: number
}

const PAGES: [string, string, ((page: Page) => Promise<void>)?][] = [
  ['home', '/'],
  ['ideas, one opened', '/ideas', opened],
  ['ideas, words typed', '/ideas', typed],
  ['ideas with words', '/ideas?q=room'],
  ['search', '/search?q=room'],
  ['portfolio', '/portfolio'],
]

async function opened(page: Page) {
  await page.locator('main [data-row]').first().click()
  await page.getByRole('textbox', { name: 'Comment' }).waitFor()
}

async function typed(page: Page) {
  await page.getByRole('textbox', { name: 'Words in the title or the text' }).pressSequentially('calendar')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.waitForURL(/q=calendar/)
}

/** In the page, before anything of it: the worst of each so far. */
const measuring = () => {
  const vitals = { lcp: 0, inp: 0, cls: 0 }
  Object.assign(window, { vitals })
  const each = <T extends PerformanceEntry>(type: string, take: (entry: T) => void) => {
    const options = { type, buffered: true, durationThreshold: 16 } as PerformanceObserverInit
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as T)
    }).observe(options)
  }
  each('largest-contentful-paint', ({ startTime }) => {
    vitals.lcp = startTime
  })
  each<PerformanceEventTiming & { interactionId?: number }>('event', ({ duration, interactionId }) => {
    if (interactionId) vitals.inp = Math.max(vitals.inp, duration)
  })
  each<PerformanceEntry & { value: number; hadRecentInput: boolean }>('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) vitals.cls += value
  })
}

const middle = (of: number[]) => of.toSorted((one, other) => one - other)[Math.floor(of.length / 2)] ?? 0

async function visited(path: string, act?: (page: Page) => Promise<void>): Promise<Vitals> {
  const page = await signedIn('Nora Schmitz', { viewport: NARROW })
  await page.context().addInitScript(measuring)
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.goto(path)
  await settled(page)
  await act?.(page)
  await settled(page)
  const vitals = await page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals)
  await leave(page)
  return vitals
}

test('how long a reader waits', async () => {
  const { items } = await (await api('P012')).ask<{ items: unknown[] }>('GET', '/api/ideas?limit=100')
  assert.ok(items.length > 20, 'there are too few ideas to say anything')
  console.log(`page | LCP ms | INP ms | CLS, the middle of ${VISITS} visits (the worst)`)
  for (const [name, path, act] of PAGES) {
    const all: Vitals[] = []
    for (let visit = 0; visit < VISITS; visit++) all.push(await visited(path, act))
    const told = (['lcp', 'inp', 'cls'] as const).map((what) => {
      const of = all.map((each) => each[what])
      const digits = what === 'cls' ? 3 : 0
      return `${middle(of).toFixed(digits)} (${Math.max(...of).toFixed(digits)})${middle(of) > WANTED[what] ? ' !' : ''}`
    })
    assert.ok(all.every(({ lcp }) => lcp > 0), `${name}: nothing was painted`)
    assert.ok(!act || all.every(({ inp }) => inp > 0), `${name}: no act was counted`)
    console.log([name, ...told].join(' | '))
  }
})
