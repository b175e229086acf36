// Every page, in three languages, light and dark, wide and narrow: nothing that axe finds, nothing that is cut off, in
// the language that was chosen. With SHOTS=folder each is kept as a picture.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { heard } from './cases.ts'
import { addresses, content, kept } from './content.ts'
import { leave, type Locale, NARROW, overflow, settled, signedIn, visitor, violations, WIDE } from './stage.ts'

const SHOTS = process.env['SHOTS']
const LOCALES: Locale[] = ['en', 'fr', 'de']
// Words of the design system's own language, which no page may show.
const NORWEGIAN = /\b(Lukk|Søk|tegn igjen|Slett|Fjern|Vis mer|Du er her|Legg til)\b/

async function shot(page: Page, name: string, width: string, note: string) {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}-${width}-${note}.png`), fullPage: true })
}

/** The page in both schemes; in the dark one only what depends on colours is looked at again. */
async function looked(page: Page, name: string, locale: Locale): Promise<string[]> {
  const found = await violations(page)
  await shot(page, name, 'wide', `${locale}-light`)
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await violations(page, ['color-contrast', 'link-in-text-block'])).map((each) => `dark: ${each}`))
  await shot(page, name, 'wide', `${locale}-dark`)
  await page.setViewportSize({ width: 320, height: 640 })
  const wider = await overflow(page)
  if (wider > 0) found.push(`${wider} px wider than 320`)
  if (SHOTS) {
    await page.setViewportSize(NARROW)
    await shot(page, name, 'narrow', `${locale}-dark`)
    await page.emulateMedia({ colorScheme: 'light' })
    await shot(page, name, 'narrow', `${locale}-light`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(WIDE)
  const [lang, text, headings] = await page.evaluate(() => [
    document.documentElement.lang,
    document.body.innerText,
    document.querySelectorAll('h1').length,
  ])
  if (lang !== locale) found.push(`the page says that it is ${lang}`)
  if (headings !== 1) found.push(`${headings} main headings`)
  const foreign = NORWEGIAN.exec(String(text))
  if (foreign) found.push(`it says ${foreign[0]}`)
  return found.map((each) => `${name} ${locale}: ${each}`)
}

let once: Promise<string> | undefined

function consultation(): Promise<string> {
  once ??= heard('Lights that know when a room is empty')
  return once
}

/** What somebody sees at some addresses. */
async function seen(who: string, locale: Locale, pages: readonly (readonly [string, string])[]): Promise<string[]> {
  const page = await signedIn(who, { locale })
  const found: string[] = []
  for (const [name, path] of pages) {
    await page.goto(path)
    await settled(page)
    found.push(...(await looked(page, name, locale)))
  }
  await leave(page)
  return found
}

describe('every page', { concurrency: 2 }, () => {
  for (const locale of LOCALES)
    test(`pages in ${locale}, light and dark: accessible, whole at 320 px, in one language (pictures)`, async () => {
      const { idea, plan } = await content()
      const stranger = await visitor({ locale })
      await stranger.goto('/sign-in')
      await settled(stranger)
      const found = await looked(stranger, 'sign-in', locale)
      await leave(stranger)
      const id = await consultation()
      const parts = ['', '/package', '/rooms/reps', '/rooms/joint', '/opinion', '/response', '/record']
      const cases = parts.map((part) => [`case${part.replaceAll('/', '-')}`, `/cases/${id}${part}`] as const)
      const office = [
        ['triage', `/triage?idea=${idea}`],
        ['call-new', '/campaigns/new'],
      ] as const
      found.push(...(await seen('Lena Hoffmann', locale, await addresses())))
      found.push(...(await seen('Jonas Adler', locale, office)))
      found.push(...(await seen('Ruth Engel', locale, [...cases, ['cases', '/cases']])))
      found.push(...(await seen('Oliver Brandt', locale, [['plan-lead', `/plans/${plan}`]])))
      found.push(...(await seen('Tariq Yilmaz', locale, await kept())))
      assert.deepEqual(found, [])
    })
})
