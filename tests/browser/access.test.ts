// Every page, in three languages, light and dark, wide, narrow and with text twice as large: nothing that axe finds, nothing
// that is cut off, nothing that no catalogue says. With SHOTS=folder each is kept as a picture instead of being marked.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { routeOf, ROUTES } from './routes.ts'
import { leave, NARROW, overflow, settled, signedIn, visitor, violations, WIDE } from './stage.ts'
import { type Asking, asking, inPairs, type Place, visited } from './visits.ts'
import { listened } from './words.ts'

const SHOTS = process.env['SHOTS']
const LOCALES = ['en', 'fr', 'de']
const NARROWEST = { width: 320, height: 640 }
const TWICE = { width: WIDE.width / 2, height: WIDE.height / 2 } // what a window of the usual size shows at 200 %
// Words of the design system's own language, which no page may show.
const NORWEGIAN = /\b(Lukk|Søk|tegn igjen|tegn for mye|Slett|Fjern|Vis mer|Du er her|Legg til|Bla i sider|Trykk for|Forslag)\b/

/** Routes of the application that none of these addresses is of. */
function unseen(addresses: string[]): string[] {
  assert.ok(ROUTES.length > 40)
  const been = new Set(addresses.map(routeOf))
  return ROUTES.filter((route) => !been.has(route))
}

/** At both widths; in the dark, which moves nothing, in one language alone. */
async function shots(page: Page, name: string, locale: string) {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  for (const [width, size] of [['wide', WIDE], ['narrow', NARROW]] as const)
    for (const scheme of locale === 'en' ? (['light', 'dark'] as const) : (['light'] as const)) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme: scheme })
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${locale}-${scheme}.png`), fullPage: true })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(WIDE)
}

/** In the page: texts that end where their box does, but for what is for the ear alone and what shows its first lines. */
const ended = () =>
  Array.from(document.querySelectorAll<HTMLElement>('body *'))
    .filter((each) => {
      const style = getComputedStyle(each)
      const hides = (how: string) => how === 'hidden' || how === 'clip'
      const wide = hides(style.overflowX) && each.scrollWidth > each.clientWidth + 1
      const over = wide || (hides(style.overflowY) && each.scrollHeight > each.clientHeight + 1)
      const meant = style.clipPath !== 'none' || style.clip !== 'auto' || style.webkitLineClamp !== 'none'
      return over && !meant && each.clientWidth > 0 && each.textContent.trim() !== ''
    })
    .map((each) => `cut off: ${each.textContent.trim().slice(0, 60)}`)

/** How much of a page is cut off in narrower windows, and where all text is twice as large. */
async function cut(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const size of [TWICE, NARROWEST]) {
    await page.setViewportSize(size)
    const wider = await overflow(page)
    if (wider > 0) found.push(`${wider} px wider than ${size.width}`)
  }
  await page.setViewportSize(WIDE)
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  const wider = await overflow(page)
  if (wider > 0) found.push(`${wider} px wider than the window with text of 200 %`)
  found.push(...(await page.evaluate(ended)).map((each) => `with text of 200 % ${each}`))
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  return found
}

/** In the page: all that it says, in sight or not, in names and by its styles; and what moves though nothing should. */
const said = () => {
  const texts = [document.body.innerText]
  const moving: string[] = []
  const short = (times: string) => times.split(',').every((each) => parseFloat(each) * (each.endsWith('ms') ? 1 : 1000) <= 1)
  for (const each of document.querySelectorAll('body, body *')) {
    for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'alt', 'placeholder', 'data-label'])
      texts.push(each.getAttribute(name) ?? '')
    for (const part of [null, '::before', '::after', ...(each.matches('dialog[open]') ? ['::backdrop'] : [])]) {
      const style = getComputedStyle(each, part)
      if (part) texts.push(style.content)
      const still = (style.animationName === 'none' || short(style.animationDuration)) && short(style.transitionDuration)
      if (!still) moving.push(`it moves: ${each.tagName} ${each.className} ${part ?? ''}`)
    }
  }
  return { text: texts.join('\n'), moving }
}

type Strange = () => Promise<string[]>

/** The page in the language that it speaks now. */
async function looked(page: Page, name: string, of: 'all' | 'words', strange: Strange): Promise<string[]> {
  const english = await page.evaluate(() => document.documentElement.lang === 'en')
  const found = english ? await strange() : []
  found.push(...(await violations(page, of)))
  const [lang, headings] = await page.evaluate(() => [document.documentElement.lang, document.querySelectorAll('h1').length])
  const { text, moving } = await page.evaluate(said)
  found.push(...moving, ...(await cut(page)))
  await shots(page, name, String(lang))
  if (headings !== 1) found.push(`${headings} main headings`)
  const foreign = NORWEGIAN.exec(text)
  if (foreign) found.push(`it says ${foreign[0]}`)
  return found.map((each) => `${name} ${lang}: ${each}`)
}

/** By the choice that stands beside the page, or on the way home when none does. */
async function speak(page: Page, locale: string) {
  const choice = page.locator(`button[lang=${locale}]:visible`).first()
  const path = page.url()
  const elsewhere = (await choice.count()) === 0
  if (elsewhere) await page.goto('/')
  await choice.click()
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, locale)
  if (elsewhere) await page.goto(path)
}

/** One visit: the page as it comes, in the dark, and in the other two languages, whose colours are the same. */
async function seen(page: Page, [name, path]: Place, strange: Strange): Promise<string[]> {
  await page.goto(path)
  await settled(page)
  const found = await looked(page, name, 'all', strange)
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await violations(page, 'colours')).map((each) => `${name}, dark: ${each}`))
  await page.emulateMedia({ colorScheme: 'light' })
  const spoken = await page.evaluate(() => document.documentElement.lang)
  for (const locale of LOCALES.filter((each) => each !== spoken)) {
    await speak(page, locale)
    await settled(page)
    found.push(...(await looked(page, name, 'words', strange)))
  }
  return found
}

/** A dialog of a page, in the dark and in each language. By its name a button is found in English alone, by its place in all. */
async function asked(page: Page, { name, at, opener, before, after }: Asking, strange: Strange): Promise<string[]> {
  const found: string[] = []
  await page.emulateMedia({ colorScheme: 'dark' })
  let place = -1
  for (const locale of LOCALES) {
    await page.evaluate((wanted) => {
      localStorage.setItem('parley.device', JSON.stringify({ locale: wanted }))
    }, locale)
    await page.goto(at)
    await settled(page)
    await before?.(page)
    const buttons = page.locator('button:visible')
    if (place < 0)
      place = await buttons.evaluateAll(
        (all, wanted) => all.findIndex((each) => (each.getAttribute('aria-label') ?? each.textContent).includes(wanted)),
        opener,
      )
    assert.ok(place >= 0, `${name}: no button is called ${opener}`)
    await buttons.nth(place).click()
    await page.locator('dialog[open]').waitFor()
    found.push(...(await looked(page, name, locale === 'en' ? 'all' : 'words', strange)))
    await after?.(page)
  }
  return found
}

async function all(page: Page, places: Place[]): Promise<string[]> {
  const found: string[] = []
  const strange = SHOTS ? () => Promise.resolve([]) : await listened(page)
  for (const place of places)
    found.push(
      ...(await seen(page, place, strange).catch((problem: unknown) => {
        throw new Error(`on the page ${place[0]}, ${page.url()}`, { cause: problem })
      })),
    )
  await leave(page)
  return found
}

test('every dialog: accessible in the dark, whole, in three languages and their words', async () => {
  const found = await inPairs(await asking(), async ({ who, dialogs }) => {
    const page = await signedIn(who)
    const strange = await listened(page)
    const told: string[] = []
    for (const each of dialogs) told.push(...(await asked(page, each, strange)))
    await leave(page)
    return told
  })
  assert.deepEqual(found, [])
})

test('every page: accessible, whole at 320 px and at 200 %, in three languages and their words, light and dark', async () => {
  const found = await all(await visitor(), [['sign-in', '/sign-in']])
  const been = ['/sign-in']
  found.push(
    ...(await visited(async ({ who, places }) => {
      been.push(...places.map(([, path]) => path))
      return all(await signedIn(who), places)
    })),
  )
  assert.deepEqual(found, [])
  assert.deepEqual(unseen(been), [], 'visits.ts has no address of these routes')
})
