// The scheme office at its desk: what waits, by keys; a merge that keeps what is each one's own; calls for ideas.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inDays } from './cases.ts'
import { content } from './content.ts'
import { ADDRESS, api, leave, NARROW, overflow, settled, signedIn, violations } from './stage.ts'

async function handedIn(persona: string, title: string, text: string): Promise<string> {
  const who = await api(persona)
  const { idea_id: id } = await who.ask<{ idea_id: string }>('POST', '/api/ideas', { title, text, language: 'en' })
  await who.ask('POST', `/api/ideas/${id}/submission`, {})
  return id
}

test('two ideas alike become one by keys; the time and the authors of each stay', async () => {
  const kept = await handedIn('P012', 'Bicycle pumps at every entrance', 'A pump at each of our three entrances.')
  const merged = await handedIn('P010', 'Bicycle pumps beside the entrance', 'One pump beside the main entrance.')
  const page = await signedIn('Jonas Adler', { at: `/triage?idea=${merged}` })
  await page.getByRole('heading', { name: 'Bicycle pumps beside the entrance' }).waitFor()
  await settled(page)
  const into = page.getByRole('radio', { name: /^3\./ })
  await page.locator('h1').focus()
  await page.keyboard.press('3')
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[value=merge]')?.checked)
  assert.ok(await into.isChecked())
  await page.getByRole('button', { name: 'Merge it' }).click()
  await page.getByRole('link', { name: 'Choose the idea that it lives on in' }).waitFor()
  await page.locator(`input[value="${kept}"]`).check()
  await page.getByText('its time of receipt').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Merge it' }).click()
  await page.getByText('It is merged.').waitFor()

  await page.goto(`/ideas/${kept}`)
  const origins = page.locator('section').filter({ hasText: 'Merged into this idea' }).last()
  await origins.getByText('Lena Hoffmann').waitFor()
  await leave(page)
})

test('an idea that was sent back says at the desk whose turn it is', async () => {
  const { returned } = await content()
  const page = await signedIn('Jonas Adler')
  await page.goto(`/triage?idea=${returned}`)
  await page.getByText('Nothing to decide here now: Sent back').waitFor()
  await page.getByText('The authors answer the question of the scheme office and hand the idea in again.').waitFor()
  await page.getByRole('link', { name: 'See what was decided' }).click()
  await page.waitForURL(`${ADDRESS}/ideas/${returned}`)
  await leave(page)
})

test('who is not of the office finds no desk; the case file is one page for paper', async () => {
  const id = await handedIn('P012', 'A map of the defibrillators', 'Nobody knows where they hang.')
  const page = await signedIn('Lena Hoffmann', { viewport: NARROW, at: '/triage' })
  await page.getByText('The desk is for the scheme office').waitFor()
  await page.goto(`/ideas/${id}/record`)
  await settled(page)
  assert.equal(await overflow(page), 0)
  assert.deepEqual(await violations(page), [])
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation', { name: 'Pages' }).isVisible(), false)
  await page.getByText('Nobody knows where they hang.').first().waitFor()
  await leave(page)
})

test('a call for ideas is written, answered with an idea, changed and closed', async () => {
  const page = await signedIn('Jonas Adler', { at: '/campaigns' })
  await page.getByRole('link', { name: 'New call for ideas' }).click()
  await page.getByRole('button', { name: 'Call for ideas' }).click()
  await page.getByRole('heading', { name: 'There are 2 things to correct' }).waitFor()
  await page.getByLabel('Name, English').fill('Quiet rooms')
  await page.getByLabel('The question in one sentence, English (optional)').fill('Where can one work in silence?')
  await page.getByLabel('What is asked?').fill('We **look for** rooms.')
  await page.getByLabel('Last day (optional)').fill(inDays(30))
  await page.getByLabel('Who decides on the ideas (optional)').fill('Head of buildings')
  await page.getByLabel('Working days until the first answer (optional)').fill('7')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Call for ideas' }).click()
  await page.getByRole('heading', { level: 1, name: 'Quiet rooms' }).waitFor()
  await page.getByText('Where can one work in silence?').waitFor()
  await page.getByText('within 7 working days').waitFor()
  await page.getByText('Head of buildings decides').waitFor()
  assert.equal(await page.locator('strong', { hasText: 'look for' }).count(), 1)
  const address = page.url()

  const lena = await signedIn('Lena Hoffmann', { at: address })
  await lena.getByRole('link', { name: 'Propose an idea' }).click()
  await settled(lena)
  const chosen = lena.getByRole('combobox', { name: /Call/ })
  assert.equal(await chosen.evaluate((field: HTMLSelectElement) => field.selectedOptions[0]?.text), 'Quiet rooms')
  await leave(lena)

  await page.getByRole('link', { name: 'Change the call' }).click()
  await page.getByLabel('Working days until the first answer (optional)').fill('12')
  await page.getByRole('button', { name: 'Save the call' }).click()
  await page.getByText('within 12 working days').waitFor()
  await page.getByRole('button', { name: 'Close the call' }).click()
  await page.getByRole('button', { name: 'Close the call now' }).click()
  await page.getByRole('heading', { name: 'The call is over' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Change the call' }).count(), 0)
  assert.deepEqual(await violations(page), [])
  await leave(page)
})
