// What happens by itself when its day has come: two bodies say nothing, and a deferred idea wakes. It moves the clock of all
// services, so that it comes after the others.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { inDays, running, until } from './cases.ts'
import { led, MOUSE } from './hands.ts'
import { screened } from './rounds.ts'
import { api, leave, signedIn, violations } from './stage.ts'

const RUN = Date.now() % 100_000

/** What a case says of its end, once the scheduler has come by. */
async function told(page: Page, id: string, words: string) {
  await until(async () => {
    await page.goto(`/cases/${id}`)
    return (await page.getByText(words).first().waitFor({ timeout: 2000 }).then(() => true, () => undefined)) ?? undefined
  }, words)
}

test('silence has the effect that each regime gives it, and a deferred idea comes back on its day', async () => {
  const [german, french, later] = [`Sensors at the doors (${RUN})`, `Capteurs aux portes (${RUN})`, `A better year (${RUN})`]
  const [council, delegation, deferred] = await Promise.all([running(german), running(french, 'P026', 'P025'), screened(later)])
  const hanna = await signedIn('Hanna Weber')
  await led(MOUSE, hanna, `Decide on “${later}”`)
  await hanna.getByRole('radio', { name: /^Defer/ }).check()
  await hanna.getByRole('combobox', { name: 'Reason' }).selectOption('needs-budget')
  await hanna.getByLabel('It is decided again on').fill(inDays(20))
  await hanna.getByRole('textbox', { name: 'To the authors' }).fill('In spring there is money.')
  await hanna.getByRole('textbox', { name: 'Office that answers' }).fill('Head of the authority')
  await hanna.getByRole('button', { name: 'Check the decision' }).click()
  await hanna.getByText(/It comes back for a decision on/).waitFor()
  await hanna.getByRole('button', { name: 'Defer the decision' }).click()
  await hanna.getByRole('heading', { name: 'What was decided' }).waitFor()
  await leave(hanna)
  const ruth = await signedIn('Ruth Engel')
  await ruth.goto(`/cases/${council}`)
  await ruth.getByText('If nothing is sent by then, the representatives are deemed to agree.').waitFor()
  await leave(ruth)

  await (await api('P009')).ask('POST', '/api/clock', { forward: 'P45D' })
  const [chair, julien] = await Promise.all([signedIn('Ruth Engel'), signedIn('Julien Perrin')])
  await told(chair, council, 'Nothing was said in time: the representatives are deemed to agree.')
  await told(julien, delegation, 'Nothing was said in time: the opinion is deemed to be negative.')
  for (const page of [chair, julien]) {
    assert.deepEqual(await violations(page), [])
    assert.equal(await page.getByRole('link', { name: 'Write the opinion' }).count(), 0)
    await leave(page)
  }
  const head = await signedIn('Hanna Weber')
  await led(MOUSE, head, `Decide on “${german}”`)
  await led(MOUSE, head, `Decide on “${later}”`)
  await head.getByText('The day of the deferral has come').waitFor()
  await leave(head)
  assert.equal((await (await api('P010')).ask<{ status: string }>('GET', `/api/ideas/${deferred}`)).status, 'decision_pending')
})
