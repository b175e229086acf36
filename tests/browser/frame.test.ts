// What stands around every page: single keys, who is shown which pages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { content } from './content.ts'
import { ADDRESS, leave, settled, signedIn, violations } from './stage.ts'

test('single keys lead to pages, through lists and into the search; none acts while somebody writes', async () => {
  const { idea } = await content()
  const page = await signedIn('Nora Schmitz')
  await settled(page)
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys' })
  await help.getByText('Next in the list').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  assert.equal(page.url(), `${ADDRESS}/`)

  await page.keyboard.press('/')
  const field = page.getByRole('textbox', { name: 'Words in the title or the text' })
  await page.waitForFunction(() => document.activeElement?.id === 'search')
  await page.keyboard.type('bookable g h')
  assert.equal(await field.inputValue(), 'bookable g h')
  await field.fill('bookable')
  await page.keyboard.press('Enter')
  await page.getByText('1 idea', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Search', exact: true }).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${ADDRESS}/ideas/${idea}`)
  await page.getByRole('heading', { level: 1, name: 'One calendar for every bookable room' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.waitForURL(`${ADDRESS}/`)
  await leave(page)
})
