// What a page says comes from the catalogues, from the services or from the calendar, and from nowhere else. The English
// catalogue is marked on its way to the browser; what has no mark must be data.
import type { Page, Route } from 'playwright-core'
import { ADDRESS } from './stage.ts'

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
const SIZE = /^[\d.,]+ (bytes?|kB|MB)$/ // of a file
const ZONE = /^(UTC|[A-Z]\w+\/[\w/+ -]+)$/ // as in Europe/Berlin

function strange(text: string, told: string): boolean {
  if (told.includes(text) || SIZE.test(text) || ZONE.test(text) || LEVEL.test(text)) return false
  const words = text.split(/[^\p{L}\p{N}'’.@-]+/u).filter((each) => /\p{L}{2}/u.test(each))
  return words.some((word) => !CALENDAR.has(word.toLowerCase()) && !told.includes(word))
}

/** Takes the marks off, so that the page is as wide as its reader has it. */
const unmark = () => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    if (/[⟦⟧]/.test(node.textContent ?? '')) node.textContent = (node.textContent ?? '').replaceAll(/[⟦⟧]/g, '')
  for (const each of document.querySelectorAll('*'))
    for (const { name, value } of Array.from(each.attributes))
      if (/[⟦⟧]/.test(value)) each.setAttribute(name, value.replaceAll(/[⟦⟧]/g, ''))
}

/** Marks the English of a page from its next load on, and listens to what the services tell it. */
export async function listened(page: Page): Promise<() => Promise<string[]>> {
  let told = PROGRAMS
  const coming = new Set<Promise<void>>()
  await page.route(/\/assets\/en-[^/]*\.js$/, catalogue)
  page.on('response', (answer) => {
    if (!answer.url().startsWith(`${ADDRESS}/api/`) && !answer.url().includes('/branding/')) return
    if (answer.url().includes('/stream')) return
    const heard = answer.text().then(
      (text) => {
        told += text
      },
      () => undefined,
    )
    coming.add(heard)
    void heard.then(() => coming.delete(heard))
  })
  /** What the page says now that nobody told; afterwards it has no marks. */
  return async () => {
    // an answer that nobody waits for any more may never be there to be read
    await Promise.race([Promise.all(coming), page.waitForTimeout(1000)])
    const text = await page.evaluate(() => document.querySelector('main')?.innerText ?? '')
    if (!text.includes('⟦')) return ['no mark: the catalogue was not changed']
    const plain = told.replaceAll('\\"', '"').replaceAll('\\n', ' ').replaceAll(/\s+/g, ' ')
    const found = (await unmarked(page)).filter((each) => strange(each, plain)).map((each) => `no catalogue has: ${each}`)
    await page.evaluate(unmark)
    return found
  }
}
