// What a page says comes from the catalogues, from the services or from the calendar: nothing else, and nothing is lost
// when the text is twice as large. The catalogues are marked on their way to the browser; what has no mark must be data.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { ADDRESS, leave, overflow, settled, signedIn, WIDE } from './stage.ts'
import { type Place, visited } from './visits.ts'

const TWICE = { width: WIDE.width / 2, height: WIDE.height / 2 } // what a window of the usual size shows at 200 %

type Text = string | Text[] | Record<string, unknown>

/** A text of a catalogue with each of its pieces in brackets; names of values stay. */
function marked(text: Text): Text {
  if (typeof text === 'string') return /\p{L}/u.test(text) ? `⟦${text}⟧` : text
  if (!Array.isArray(text)) return text
  return text.map((piece) => {
    if (typeof piece === 'string') return marked(piece)
    if (!Array.isArray(piece) || piece.length < 3) return piece
    const [name, kind, forms] = piece as [string, string, Record<string, Text>]
    return [name, kind, Object.fromEntries(Object.entries(forms).map(([form, told]) => [form, typeof told === 'object' ? marked(told) : told]))]
  })
}

async function catalogue(route: Route) {
  const answer = await route.fetch()
  const source = await answer.text()
  const json = /JSON\.parse\(`([^]*?)`\)/.exec(source)?.[1]
  if (json === undefined) return route.fulfill({ response: answer, body: source })
  const told = JSON.parse(json.replaceAll('\\`', '`').replaceAll('\\\\', '\\')) as Record<string, Text[]>
  const all = Object.fromEntries(Object.entries(told).map(([id, text]) => [id, marked(text)]))
  const written = JSON.stringify(all).replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('$', '\\$')
  await route.fulfill({ response: answer, body: source.replace(json, () => written) })
}

/** Texts that stand on the page without a mark, and its names for those who do not see it. A marked text may have links
 * in it; languages are named in their own words, a face has initials. */
const unmarked = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = []
    const own = 'script, style, template, noscript, code, kbd, button[lang], [aria-hidden=true]'
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode())
      if (!node.parentElement?.closest(own)) found.push(node.textContent ?? '')
    for (const each of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]'))
      if (!each.closest(own)) for (const name of ['aria-label', 'title', 'alt', 'placeholder']) found.push(each.getAttribute(name) ?? '')
    const rest = found.join('\u0001').replace(/⟦[^⟦⟧]*⟧/g, ' ').split('\u0001')
    return [...new Set(rest.map((each) => each.replace(/\s+/g, ' ').trim()))].filter((each) => /\p{L}{2}/u.test(each))
  })

const names = (options: Intl.DateTimeFormatOptions, days: number[]) =>
  days.map((day) => new Intl.DateTimeFormat('en-GB', options).format(new Date(Date.UTC(2026, day > 7 ? day - 8 : 0, day > 7 ? 1 : day))))
const CALENDAR = new Set(
  [
    ...['long', 'short'].flatMap((form) => names({ weekday: form as 'long' }, [1, 2, 3, 4, 5, 6, 7])),
    ...['long', 'short'].flatMap((form) => names({ month: form as 'long' }, [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])),
    'at',
  ].map((each) => each.toLowerCase()),
)

/** What a text says beside what was told and what is a day or a time. */
const PROGRAMS = 'English Français Deutsch people ideas review union-dialogue implementation notify' // are called alike in every language
const LEVEL = /^A{1,3}$/ // of conformance
const ZONE = /^(UTC|[A-Z]\w+\/[\w/+ -]+)$/ // as in Europe/Berlin

function strange(text: string, told: string): boolean {
  if (told.includes(text) || ZONE.test(text) || LEVEL.test(text)) return false
  const words = text.split(/[^\p{L}\p{N}'’.@-]+/u).filter((each) => /\p{L}{2}/u.test(each))
  return words.some((word) => !CALENDAR.has(word.toLowerCase()) && !told.includes(word))
}

async function said(who: string, places: Place[]): Promise<string[]> {
  const page = await signedIn(who)
  await page.route(/\/assets\/en-[^/]*\.js$/, catalogue)
  let told = PROGRAMS
  page.on('response', (answer) => {
    if (!answer.url().startsWith(`${ADDRESS}/api/`) && !answer.url().includes('/branding/')) return
    if (answer.url().includes('/stream')) return
    void answer.text().then(
      (text) => {
        told += text
      },
      () => undefined,
    )
  })
  const found: string[] = []
  await page.reload()
  await settled(page)
  for (const [name, path] of places) {
    await page.goto(path)
    await settled(page)
    const texts = await unmarked(page)
    assert.ok((await page.locator('main').innerText()).includes('⟦'), `${name} has no mark: the catalogues were not changed`)
    const plain = told.replaceAll('\\"', '"').replaceAll('\\n', ' ').replaceAll(/\s+/g, ' ')
    found.push(...texts.filter((each) => strange(each, plain)).map((each) => `${name}: ${each}`))
    await page.setViewportSize(TWICE)
    const wider = await overflow(page)
    await page.setViewportSize(WIDE)
    if (wider > 0) found.push(`${name}: at 200 % it is ${wider} px wider than its window`)
  }
  await leave(page)
  return found
}

test('no page says what no catalogue has, and none breaks at 200 %', async () => {
  assert.deepEqual(await visited(({ who, places }) => said(who, places)), [])
})
