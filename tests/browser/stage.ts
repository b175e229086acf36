// What every test in the browser shares: one Chromium, signed-in people, a look for what is not accessible.
import { readFileSync } from 'node:fs'
import { after, before } from 'node:test'
import { type Browser, type BrowserContext, chromium, type Locator, type Page, type Request } from 'playwright-core'
import assert from 'node:assert/strict'
import { routeOf } from './routes.ts'

const given = process.env['PARLEY']
if (!given) throw new Error('PARLEY is not set: these tests are run by `make browser`')
export const ADDRESS = given

export const WIDE = { width: 1280, height: 900 }
export const NARROW = { width: 360, height: 780 }
export type Locale = 'en' | 'fr' | 'de'

// Whoever looks for a Google host here finds none, and the sandbox needs rights that root has not.
const QUIETLY = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
// SLOW=6 makes every page as slow as on a machine a sixth as fast: what only holds on a fast one shows itself.
const SLOW = Number(process.env['SLOW'] ?? 1)
// PATIENCE=60 waits as many seconds for what should be there: for a machine that others use too.
const PATIENCE = 1000 * Number(process.env['PATIENCE'] ?? 15)

let browser: Browser

let ahead = 0
/** The keys of those who can be tried, by their names. */
let personas: Record<string, string> = {}

/** What time it is for the services, which the demo may have moved. */
export const now = () => Date.now() + ahead

before(async () => {
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: QUIETLY })
  const lena = await api('P010')
  const [clock, tried] = await Promise.all([
    lena.ask<{ offset_seconds: number }>('GET', '/api/clock'),
    lena.ask<{ persona: string; display_name: string }[]>('GET', '/api/personas'),
  ])
  ahead = clock.offset_seconds * 1000
  personas = Object.fromEntries(tried.map((each) => [each.display_name, each.persona]))
})

/** What the tests of one file did; test_web.py adds up what all files say. */
export const figures = { axe: 0, violations: 0, stops: 0, acts: 0 }
const been = new Set<string>()

after(async () => {
  await browser.close()
  const routes = new Set([...been].map(routeOf).filter((each) => each !== undefined))
  console.log(`figures ${JSON.stringify({ ...figures, routes: [...routes] })}`)
})

interface Wanted {
  viewport?: { width: number; height: number }
  locale?: Locale
  scheme?: 'light' | 'dark'
}

interface Entering extends Wanted {
  /** The address of the first page: home, when not given. */
  at?: string
  /** Runs in each page before anything of it. */
  first?: () => void
}

/** A browser of somebody's own. What it says about errors, and what it asks elsewhere for, fails the test. */
export async function visitor(wanted: Wanted = {}): Promise<Page> {
  const { viewport = WIDE, locale = 'en', scheme = 'light' } = wanted
  const context = await browser.newContext({
    baseURL: ADDRESS,
    viewport,
    locale: { en: 'en-GB', fr: 'fr-FR', de: 'de-DE' }[locale],
    colorScheme: scheme,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
  })
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  if (SLOW > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOW })
  watch(page)
  return page
}

/** How many requests of a page are under way, when the last one ended, and which went to the services since it was opened. */
const asking = new WeakMap<Page, { now: number; last: number; services: string[] }>()
const QUIET = 100 // milliseconds without a request: what one answer asks for next has begun by then

const troubles = new WeakMap<BrowserContext, string[]>()

function watch(page: Page) {
  const found: string[] = troubles.get(page.context()) ?? []
  troubles.set(page.context(), found)
  page.on('pageerror', (error) => found.push(`error: ${error.message}`))
  page.on('console', (said) => {
    if (/Content Security Policy/i.test(said.text())) found.push(`policy: ${said.text()}`)
  })
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) been.add(new URL(frame.url()).pathname)
  })
  const asked = { now: 0, last: 0, services: [] as string[] }
  asking.set(page, asked)
  const answered = () => {
    asked.now--
    asked.last = Date.now()
  }
  // the stream of news is asked once and answered all the time
  const counted = (request: Request) => request.resourceType() !== 'eventsource'
  page.on('requestfinished', (request) => counted(request) && answered())
  page.on('requestfailed', (request) => counted(request) && answered())
  page.on('request', (request) => {
    const url = request.url()
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked.services = []
    if (counted(request)) asked.now++
    if (counted(request) && url.startsWith(`${ADDRESS}/api/`)) asked.services.push(`${request.method()} ${url.slice(ADDRESS.length)}`)
    if (!url.startsWith(ADDRESS) && !/^(data|blob):/.test(url)) found.push(`elsewhere: ${url}`)
  })
}

/** What a page has asked the services for since it was opened; the stream of news stands apart. */
export const requests = (page: Page): readonly string[] => asking.get(page)?.services ?? []

/** The end of a visit: nothing broke, nothing was refused by the policy, nothing was asked elsewhere. */
export async function leave(page: Page) {
  const found = troubles.get(page.context()) ?? []
  await page.context().close()
  assert.deepEqual(found, [])
}

/** Somebody of the demo, already signed in. The way in by their card is walked where it is tried. */
export async function signedIn(name: string, { at = '/', first, ...wanted }: Entering = {}): Promise<Page> {
  const page = await visitor(wanted)
  const begun = await page.context().request.post('/api/session', { data: { persona: personas[name] } })
  assert.ok(begun.ok(), `${name}: ${begun.status()}`)
  if (first) await page.context().addInitScript(first)
  await page.goto(at)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** Everything that was asked for is there. */
export async function settled(page: Page) {
  await page.waitForLoadState('load')
  const asked = asking.get(page) ?? { now: 0, last: 0, services: [] }
  const limit = Date.now() + PATIENCE
  while (asked.now > 0 || Date.now() - asked.last < QUIET) {
    assert.ok(Date.now() < limit, 'the page goes on asking')
    await page.waitForTimeout(20)
  }
  await page.locator('main[id=main] h1').first().waitFor()
  await page.locator('[role=status]:has-text("Loading")').first().waitFor({ state: 'detached' })
}

/** A key that acts once the part that knows it has come: no first paint waits for it. */
export async function pressed(page: Page, key: string, until: Locator) {
  const limit = Date.now() + PATIENCE
  do {
    assert.ok(Date.now() < limit, `${key} does nothing`)
    await page.keyboard.press(key)
  } while (!(await until.waitFor({ timeout: PATIENCE / 20 }).then(() => true, () => false)))
}

const AXE = readFileSync(new URL(import.meta.resolve('axe-core')), 'utf-8')

/** The rules of axe that look at colours: three quarters of its time. */
const COLOURS = ['color-contrast', 'link-in-text-block']

type Of = 'all' | 'colours' | 'words'

/** What axe finds wrong on a page that should have nothing wrong. */
export async function violations(page: Page, of: Of = 'all'): Promise<string[]> {
  const found = await axe(page, of)
  figures.axe++
  figures.violations += found.length
  return found
}

/** By WCAG 2.2 AA and best practice; of all, of the colours alone or of all but them; each with the place. */
export async function axe(page: Page, of: Of = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const left = of === 'words' ? COLOURS : []
  const wanted = {
    runOnly: of === 'colours' ? COLOURS : tags,
    rules: Object.fromEntries(left.map((rule) => [rule, { enabled: false }])),
  }
  return page.evaluate(async (options) => {
    // @ts-expect-error: axe was put into the page
    const { violations: found } = await window.axe.run(document, options)
    return found.flatMap((each: { id: string; nodes: { target: string[]; failureSummary: string }[] }) =>
      each.nodes.map((node) => `${each.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`),
    )
  }, wanted)
}

/** How far the page is wider than its window; text that is cut off on purpose has its own scrolling. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

type Caller = ReturnType<typeof begin>
const callers: Record<string, Caller> = {}

/** Asks the services as somebody would by a script, for what a test needs to be there. */
export const api = (persona: string): Caller => (callers[persona] ??= begin(persona))

async function begin(persona: string) {
  const begun = await fetch(`${ADDRESS}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  const { token, person_id: personId } = (await begun.json()) as { token: string; person_id: string }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    personId,
    async ask<T = Record<string, unknown>>(method: string, path: string, body?: unknown, etag?: string): Promise<T> {
      const asked = () =>
        fetch(ADDRESS + path, {
          method,
          headers: { ...headers, ...(etag ? { 'if-match': etag } : {}) },
          body: body === undefined ? null : JSON.stringify(body),
        })
      let answer = await asked()
      for (let again = 0; answer.status === 503 && again < 10; again++) {
        await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers.get('retry-after') ?? 1)))
        answer = await asked()
      }
      const text = await answer.text()
      assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`)
      return (text ? JSON.parse(text) : undefined) as T
    },
    /** The version of something as it is now. */
    async etag(path: string): Promise<string> {
      return (await fetch(ADDRESS + path, { headers })).headers.get('etag') ?? ''
    },
  }
}
