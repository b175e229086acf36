// Every page, in three languages, light and dark, wide and narrow: nothing that axe finds, nothing that is cut off, in
// the language that was chosen. With SHOTS=folder each is kept as a picture.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { content } from './content.ts'
import { leave, type Locale, NARROW, overflow, settled, signedIn, visitor, violations, WIDE } from './stage.ts'

const SHOTS = process.env['SHOTS']
const LOCALES: Locale[] = ['en', 'fr', 'de']
// Words of the design system's own language, which no page may show.
const NORWEGIAN = /\b(Lukk|Søk|tegn igjen|Slett|Fjern|Vis mer|Du er her|Legg til)\b/

async function addresses(): Promise<[string, string][]> {
  const { idea, returned, draft, plan } = await content()
  return [
    ['home', '/'],
    ['ideas', '/ideas'],
    ['ideas-none', '/ideas?q=zzzzzz'],
    ['new', '/ideas/new'],
    ['edit', `/ideas/${draft}/edit`],
    ['check', `/ideas/${draft}/check`],
    ['idea', `/ideas/${idea}`],
    ['returned', `/ideas/${returned}`],
    ['timeline', `/ideas/${idea}/timeline`],
    ['versions', `/ideas/${returned}/versions`],
    ['plans', '/plans'],
    ['plan', `/plans/${plan}`],
    ['hidden', '/ideas/00000000-0000-7000-8000-000000000000'],
    ['lost', '/nowhere'],
  ]
}

async function shot(page: Page, name: string, width: string, note: string) {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}-${width}-${note}.png`), fullPage: true })
}

async function looked(page: Page, name: string, locale: Locale, scheme: string): Promise<string[]> {
  // the dark page is the light one in other colours: what does not depend on them was looked at there
  const found = await violations(page, scheme === 'dark' ? ['color-contrast', 'link-in-text-block'] : [])
  await shot(page, name, 'wide', `${locale}-${scheme}`)
  await page.setViewportSize({ width: 320, height: 640 })
  const wider = await overflow(page)
  if (wider > 0) found.push(`${wider} px wider than 320`)
  if (SHOTS) {
    await page.setViewportSize(NARROW)
    await shot(page, name, 'narrow', `${locale}-${scheme}`)
  }
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
  return found.map((each) => `${name} ${locale} ${scheme}: ${each}`)
}

describe('every page', { concurrency: 2 }, () => {
  for (const locale of LOCALES)
    for (const scheme of ['light', 'dark'] as const)
      test(`pages in ${locale}, ${scheme}: accessible, whole at 320 px, in one language (pictures)`, async () => {
        const pages = await addresses()
        const found: string[] = []
        const stranger = await visitor({ locale, scheme })
        await stranger.goto('/sign-in')
        await settled(stranger)
        found.push(...(await looked(stranger, 'sign-in', locale, scheme)))
        await leave(stranger)
        const page = await signedIn('Lena Hoffmann', { locale, scheme })
        for (const [name, path] of pages) {
          await page.goto(path)
          await settled(page)
          found.push(...(await looked(page, name, locale, scheme)))
        }
        await leave(page)
        const office = await signedIn('Jonas Adler', { locale, scheme })
        await office.goto(`/ideas/${(await content()).idea}`)
        await settled(office)
        found.push(...(await looked(office, 'triage', locale, scheme)))
        await leave(office)
        const lead = await signedIn('Oliver Brandt', { locale, scheme })
        await lead.goto(`/plans/${(await content()).plan}`)
        await settled(lead)
        found.push(...(await looked(lead, 'plan-lead', locale, scheme)))
        await leave(lead)
        assert.deepEqual(found, [])
      })
})
