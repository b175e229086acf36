// Every page, in three languages, light and dark, wide, narrow and with text twice as large: nothing that axe finds, nothing
// that is cut off, nothing that no catalogue says. With SHOTS=folder each is kept as a picture instead of being marked.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { leave, NARROW, overflow, settled, signedIn, visitor, violations, WIDE } from './stage.ts'
import { type Place, visited } from './visits.ts'
import { listened } from './words.ts'

const SHOTS = process.env['SHOTS']
const ROUTES = new URL('../../web/src/app/routes/', import.meta.url)
const LOCALES = ['en', 'fr', 'de']
const NARROWEST = { width: 320, height: 640 }
const TWICE = { width: WIDE.width / 2, height: WIDE.height / 2 } // what a window of the usual size shows at 200 %
// Words of the design system's own language, which no page may show.
const NORWEGIAN = /\b(Lukk|Søk|tegn igjen|Slett|Fjern|Vis mer|Du er her|Legg til)\b/

/** Routes of the application that none of these addresses is of. */
function unseen(addresses: string[]): string[] {
  const routes = readdirSync(ROUTES).flatMap((name) =>
    [...readFileSync(new URL(name, ROUTES), 'utf-8').matchAll(/path: '([^']+)'/g)].map(([, path]) => path ?? ''),
  )
  assert.ok(routes.length > 40)
  const paths = addresses.map((each) => each.replace(/[?#].*/, ''))
  const own = (route: string) => new RegExp(`^${route.replaceAll(/\$\w+/g, '[^/]+')}$`)
  return routes.filter(
    (route) => !paths.some((path) => path === route || (!routes.includes(path) && own(route).test(path))),
  )
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

/** How much of a page is cut off in narrower windows. */
async function cut(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const size of [TWICE, NARROWEST]) {
    await page.setViewportSize(size)
    const wider = await overflow(page)
    if (wider > 0) found.push(`${wider} px wider than ${size.width}`)
  }
  await page.setViewportSize(WIDE)
  return found
}

type Strange = () => Promise<string[]>

/** The page in the language that it speaks now. */
async function looked(page: Page, name: string, of: 'all' | 'words', strange: Strange): Promise<string[]> {
  const english = await page.evaluate(() => document.documentElement.lang === 'en')
  const found = english ? await strange() : []
  found.push(...(await violations(page, of)))
  const [lang, text, headings] = await page.evaluate(() => [
    document.documentElement.lang,
    document.body.innerText,
    document.querySelectorAll('h1').length,
  ])
  found.push(...(await cut(page)))
  await shots(page, name, String(lang))
  if (headings !== 1) found.push(`${headings} main headings`)
  const foreign = NORWEGIAN.exec(String(text))
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
