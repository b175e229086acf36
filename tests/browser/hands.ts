// How somebody works with the application: with a mouse, or with keys alone.
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { until } from './cases.ts'
import { figures, settled } from './stage.ts'

export interface Hand {
  /** A button or a link. */
  press(what: Locator): Promise<void>
  /** A radio button or a box to tick. */
  choose(what: Locator): Promise<void>
  say(field: Locator, text: string): Promise<void>
  /** One of the options of a list. */
  pick(list: Locator, option: string): Promise<void>
}

export const MOUSE: Hand = {
  press: (what) => what.click(),
  choose: (what) => what.check(),
  say: (field, text) => field.fill(text),
  pick: async (list, option) => {
    await list.selectOption(option)
  },
}

const STOPS = 250

/** Whether the focus is where it is wanted (`group`: on one of its radio buttons), and what lies over it. */
const looked = ([wanted, group]: [Element, boolean]) => {
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || at === document.body) return { there: false, hidden: '', gone: !wanted.isConnected }
  const same = at instanceof HTMLInputElement && at.type === 'radio' && at.name === (wanted as HTMLInputElement).name
  const box = at.getBoundingClientRect()
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20))
  const own = at instanceof HTMLInputElement && [...(at.labels ?? [])].some((label) => label.contains(top))
  const seen = top === null || own || at.contains(top) || top.contains(at)
  return { there: wanted === at || (group && same), hidden: seen ? '' : `“${at.innerText}” is under ${top.className}`, gone: !wanted.isConnected }
}

/** The focus goes from stop to stop until it is where it is wanted; each is seen, none is under what is fixed. */
async function reach(what: Locator, group = false) {
  const page = what.page()
  await what.waitFor()
  figures.acts++
  // asked for by its name once, not at each stop: that is what takes time
  let wanted = await what.elementHandle()
  for (let stop = 0; stop < STOPS; stop++) {
    assert.ok(wanted)
    const { there, hidden, gone } = await page.evaluate(looked, [wanted, group] as [typeof wanted, boolean])
    if (stop > 0) assert.equal(hidden, '', `the focus on ${hidden}`)
    if (there) return
    if (gone) wanted = await what.elementHandle()
    else {
      await page.keyboard.press('Tab')
      figures.stops++
    }
  }
  assert.fail(`the keys do not reach ${String(what)}`)
}

export const KEYS: Hand = {
  async press(what) {
    await reach(what)
    await what.page().keyboard.press('Enter')
  },
  async choose(what) {
    await reach(what, true)
    const { keyboard } = what.page()
    for (let step = 0; step < 30 && !(await what.evaluate((wanted) => wanted === document.activeElement)); step++)
      await keyboard.press('ArrowDown')
    if (!(await what.isChecked())) await keyboard.press('Space')
    assert.ok(await what.isChecked())
  },
  async say(field, text) {
    await reach(field)
    const { keyboard } = field.page()
    const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
    if (day) {
      await keyboard.type(`${day[2]}${day[3]}${day[1]}`) // as this browser has it: month, day, year
    } else {
      await keyboard.press('ControlOrMeta+a')
      await keyboard.type(text)
    }
    assert.equal(await field.inputValue(), text)
  },
  async pick(list, option) {
    await reach(list)
    await list.page().keyboard.type(option)
    assert.equal(await list.evaluate((field: HTMLSelectElement) => field.selectedOptions[0]?.text), option)
  },
}

/** From one stop of the focus to the next: whether it goes on in the document, and on the screen never back. */
const followed = () => {
  const place = window as unknown as { first: Element | null; stop: Element | null }
  const [before, at] = [place.stop, document.activeElement]
  place.stop = at
  place.first ??= at
  if (!(at instanceof HTMLElement) || at === document.body || (before && at === place.first)) return { over: true, wrong: '' }
  // a field for a time has a stop for its hours and one for its minutes
  if (!before?.isConnected || before === at) return { over: false, wrong: '' }
  const [one, two] = [before.getBoundingClientRect(), at.getBoundingClientRect()]
  const written = before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING
  const above = two.bottom <= one.top && two.left < one.right // a column beside it begins above, and to the right
  const aside = two.right <= one.left && two.top < one.bottom && two.bottom > one.top
  const named = (each: Element) => `“${(each.getAttribute('aria-label') ?? each.textContent).trim().slice(0, 40)}”`
  return { over: false, wrong: written && !above && !aside ? '' : `after ${named(before)} the focus goes back to ${named(at)}` }
}

/** The focus goes through a page from its first stop to its last, in the order in which it is written and seen. */
export async function inOrder(page: Page): Promise<string[]> {
  const wrong: string[] = []
  await page.evaluate(() => {
    Object.assign(window, { first: null, stop: null })
    document.querySelector<HTMLElement>('a[href], button')?.focus()
  })
  for (let stop = 0; stop < STOPS; stop++) {
    const found = await page.evaluate(followed)
    if (found.over) {
      assert.ok(stop > 5, `${page.url()} has ${stop} stops`)
      return wrong
    }
    if (found.wrong) wrong.push(`${page.url()}: ${found.wrong}`)
    await page.keyboard.press('Tab')
  }
  assert.fail(`the focus does not come to the end of ${page.url()}`)
}

/** Home of somebody, until what is asked of them is there; then the page that it leads to. */
export async function led(hand: Hand, page: Page, act: string) {
  const link = page.getByRole('link', { name: act, exact: true })
  await until(async () => {
    await page.goto('/')
    await settled(page)
    return (await link.count()) > 0 || undefined
  }, act)
  await hand.press(link.first())
}
