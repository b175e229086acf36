// From the effects on staff to the decision and the appeal, in the browser.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inDays, prepared } from './cases.ts'
import { becomes, concluded, screened } from './rounds.ts'
import { api, leave, overflow, settled, signedIn, violations, WIDE } from './stage.ts'
import type { Page } from 'playwright-core'

async function looked(page: Page, name: string) {
  await settled(page)
  assert.deepEqual(await violations(page), [], name)
  await page.setViewportSize({ width: 320, height: 640 })
  assert.equal(await overflow(page), 0, `${name} at 320 px`)
  await page.setViewportSize(WIDE)
}

test('screened, held by a duty, declined with the last look, appealed and answered by somebody else', async () => {
  const title = `Show free rooms ${Date.now()}`
  const { idea } = await concluded(title)
  const office = await signedIn('Jonas Adler', { at: `/ideas/${idea}/impact` })
  await settled(office)
  await office.getByRole('textbox', { name: 'What would be done' }).fill('Sensors in meeting rooms')
  for (const group of await office.getByRole('group').all()) {
    const unsure = group.getByRole('radio', { name: 'Unsure' })
    if ((await unsure.count()) === 1) await unsure.check()
  }
  await office.getByText(/^\d+ rights\. The bodies that cover the unit are heard/).waitFor()
  await office.reload() // before any pause: the device alone has it
  await office.getByText(/^\d+ rights\. The bodies that cover the unit are heard/).waitFor()
  await looked(office, 'impact')
  await office.getByRole('button', { name: 'Record the screening' }).click()
  await office.getByRole('heading', { name: 'What was answered' }).waitFor()
  await leave(office)

  const head = await signedIn('Hanna Weber', { at: `/ideas/${idea}/decision` })
  await head.getByText('Nothing but a refusal may be decided yet').waitFor()
  assert.equal(await head.getByRole('button', { name: 'Check the decision' }).count(), 0)
  // it says which body is still to be heard, and leads there
  await head.locator('main a[href^="/cases/"]').first().click()
  await head.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
  await head.getByRole('heading', { level: 1, name: title }).waitFor()
  await head.goBack()
  await head.getByRole('radio', { name: /^Decline/ }).check()
  await head.getByRole('button', { name: 'Check the decision' }).click()
  await head.getByRole('link', { name: 'Write to the authors why' }).waitFor()
  await head.getByRole('combobox', { name: 'Reason' }).selectOption('cost-too-high')
  await head.getByRole('textbox', { name: 'To the authors' }).fill('The sensors cost more than the rooms.')
  await head.getByRole('textbox', { name: 'Office that answers' }).fill('Head of the authority')
  await head.reload()
  await looked(head, 'decision')
  await head.getByRole('button', { name: 'Check the decision' }).click()
  await head.getByRole('heading', { name: 'This is what the authors will read' }).waitFor()
  await head.getByText('The sensors cost more than the rooms.').waitFor()
  await looked(head, 'decision-check')
  await head.getByRole('button', { name: 'Decline the idea' }).click()
  await head.getByRole('heading', { name: 'What was decided' }).waitFor()
  await leave(head)

  const lena = await signedIn('Lena Hoffmann', { at: `/ideas/${idea}/decision` })
  await lena.getByRole('textbox', { name: 'What speaks against the decision?' }).fill('The cost was counted twice.')
  await looked(lena, 'appeal')
  await lena.getByRole('button', { name: 'Lodge the appeal' }).click()
  await lena.getByRole('button', { name: 'Lodge the appeal' }).waitFor({ state: 'detached' })
  await leave(lena)
  await becomes(idea, 'appealed')
})

test('an idea that somebody else decides meanwhile is not decided twice, and what was written stays', async () => {
  const idea = await screened(`Two who decide ${Date.now()}`)
  const page = await signedIn('Hanna Weber')
  await page.route('**/api/stream*', (route) => route.abort()) // nothing tells the page of it
  await page.goto(`/ideas/${idea}/decision`)
  await page.getByRole('radio', { name: /^Decline/ }).check()
  await page.getByRole('combobox', { name: 'Reason' }).selectOption('cost-too-high')
  await page.getByRole('textbox', { name: 'To the authors' }).fill('It costs more than the doors.')
  await page.getByRole('textbox', { name: 'Office that answers' }).fill('Head of the authority')
  await page.getByRole('button', { name: 'Check the decision' }).click()
  await page.getByRole('heading', { name: 'This is what the authors will read' }).waitFor()
  await (await api('P001')).ask('POST', `/api/ideas/${idea}/decision`, {
    outcome: 'declined',
    reason_code: 'cost-too-high',
    text: 'Decided elsewhere.',
    office: 'Head of the authority',
    appeal_until: inDays(40),
  })
  await page.getByRole('button', { name: 'Decline the idea' }).click()
  await page.getByText('The idea may stand elsewhere by now. What you wrote is kept.').waitFor()
  await page.getByText('It costs more than the doors.').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Go on writing' }).click()
  await page.getByText('Decided elsewhere.').waitFor()
  await page.getByText('It costs more than the doors.').waitFor()
  assert.deepEqual(await violations(page), [])
  await leave(page)
})

test('by keyboard: what waits for a decision is accepted as a pilot until a day', async () => {
  const { idea } = await concluded(`Forms by post ${Date.now()}`)
  const jonas = await api('P005')
  await jonas.ask('POST', `/api/ideas/${idea}/impact-screen`, { answers: {}, measure: 'Fewer forms', urgent: false })
  const page = await signedIn('Hanna Weber', { at: '/decisions' })
  await settled(page)
  await looked(page, 'decisions')
  await page.goto(`/ideas/${idea}/decision`)
  await page.getByRole('radio', { name: /^Try it as a pilot/ }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('combobox', { name: 'Reason' }).selectOption('mission-need')
  await page.getByLabel('The pilot ends on').fill('2030-06-30')
  await page.getByRole('textbox', { name: 'To the authors' }).fill('We try it in one unit.')
  await page.getByRole('textbox', { name: 'Office that answers' }).fill('Head of the authority')
  await page.keyboard.press('Enter')
  await page.getByText('The pilot ends on 30 June 2030.').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What was decided' }).waitFor()
  await page.getByText('Accepted as a pilot').last().waitFor()
  await leave(page)
})

test('when the consultations do not answer, who decides hears what to do instead of nothing', async () => {
  const id = await prepared('Shelves on wheels')
  const { idea_id: idea } = await (await api('P006')).ask<{ idea_id: string }>('GET', `/api/cases/${id}`)
  const page = await signedIn('Hanna Weber')
  await page.route('**/api/cases?**', (route) => route.fulfill({ status: 503 }))
  await page.goto(`/ideas/${idea}/decision`)
  await page.getByText('Which consultation it is cannot be said now.').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.unroute('**/api/cases?**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator(`a[href="/cases/${id}"]`).waitFor()
  await leave(page)
})
