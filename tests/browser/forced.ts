// What is left of a page where the system forces its own colours: borders that are drawn, marks in a colour of the system.
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { violations } from './stage.ts'

/** In forced colours until it was looked at; axe finds nothing wrong with them either. */
export async function forced(page: Page, look: () => Promise<void>) {
  await page.emulateMedia({ forcedColors: 'active' })
  await look()
  assert.deepEqual(await violations(page, 'colours'), [], `${page.url()} with forced colours`)
  await page.emulateMedia({ forcedColors: 'none' })
}

/** The border of a part, as in `2px solid`. */
export const borderOf = (part: Locator, side = 'top'): Promise<string> =>
  part.evaluate((each, of) => {
    const style = getComputedStyle(each)
    return `${style.getPropertyValue(`border-${of}-width`)} ${style.getPropertyValue(`border-${of}-style`)}`
  }, side)

/** Whether a part has a colour of the system, as in `background-color` and `Highlight`. */
export const has = (part: Locator, property: string, colour: string): Promise<boolean> =>
  part.evaluate(
    (each, [name, wanted]) => {
      const probe = document.createElement('i')
      probe.style.setProperty('forced-color-adjust', 'none')
      probe.style.setProperty('color', wanted ?? '')
      document.body.append(probe)
      const { color } = getComputedStyle(probe)
      probe.remove()
      return getComputedStyle(each).getPropertyValue(name ?? '') === color
    },
    [property, colour],
  )
