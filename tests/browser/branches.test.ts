// The ways an idea can go beside the plain one, by clicking: sent back and handed in again is tried with the journeys, a plan
// that ends with what was learned with the plans.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { running } from './cases.ts'
import { led, MOUSE } from './hands.ts'
import { becomes, concluded, declined, screened } from './rounds.ts'
import { api, leave, settled, signedIn, violations } from './stage.ts'

const RUN = Date.now() % 100_000
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const say = (page: Page, name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text)
const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check()

test('a refusal leads its authors to the appeal, somebody else answers it, and the idea is reviewed again', async () => {
  const title = `Refused too soon (${RUN})`
  const idea = await declined(title)
  const lena = await signedIn('Lena Hoffmann', { at: `/ideas/${idea}` })
  await lena.getByText('It costs more than it saves.').waitFor()
  await lena.getByRole('link', { name: 'Appeal against the decision' }).click()
  await say(lena, 'What speaks against the decision?', 'The cost was counted twice.')
  await press(lena, 'Lodge the appeal')
  await becomes(idea, 'appealed')

  const miriam = await signedIn('Miriam Thull')
  await led(MOUSE, miriam, `Answer the appeal on “${title}”`)
  await miriam.getByText('The cost was counted twice.').waitFor()
  await press(miriam, 'Answer the appeal')
  await miriam.getByRole('link', { name: 'Choose how you answer' }).waitFor()
  await choose(miriam, 'It is looked at again')
  await say(miriam, 'To the authors', 'It was counted twice indeed.')
  assert.deepEqual(await violations(miriam), [])
  await press(miriam, 'Open it again')
  await becomes(idea, 'under_review')
  await leave(miriam)
  await lena.goto(`/ideas/${idea}/decision`)
  await lena.getByText('It was counted twice indeed.').waitFor()
  await lena.getByText('In peer review', { exact: true }).first().waitFor()
  await leave(lena)
})

test('the body does without an opinion, with a reason that outlives a look elsewhere, and the decision is free', async () => {
  const title = `Known to the council (${RUN})`
  const id = await running(title)
  const [ruth, anja] = await Promise.all([signedIn('Ruth Engel'), signedIn('Anja Krämer')])
  await led(MOUSE, ruth, `Adopt an opinion on “${title}”`)
  await press(ruth, 'Do without an opinion')
  await press(ruth, 'Close the case without an opinion')
  await ruth.getByText('Give the reason').first().waitFor()
  await say(ruth, 'Reason', 'We agreed to such sensors in March.')
  assert.deepEqual(await violations(ruth), [])
  await press(ruth, 'Leave it')
  await ruth.getByRole('link', { name: 'Overview', exact: true }).click()
  await ruth.getByRole('link', { name: 'Opinion', exact: true }).click()
  await press(ruth, 'Do without an opinion')
  assert.equal(await ruth.getByRole('textbox', { name: 'Reason' }).inputValue(), 'We agreed to such sensors in March.')
  // who does not lead the body cannot
  await anja.goto(`/cases/${id}/opinion`)
  await settled(anja)
  assert.equal(await anja.getByRole('button', { name: 'Do without an opinion' }).count(), 0)
  await press(ruth, 'Close the case without an opinion')
  await ruth.getByText('There is no opinion').waitFor()
  await Promise.all([leave(ruth), leave(anja)])

  const petra = await signedIn('Petra Lenz', { at: `/cases/${id}` })
  await petra.getByText('The representatives did without an opinion.').waitFor()
  await petra.getByText('We agreed to such sensors in March.').waitFor()
  await leave(petra)
  const hanna = await signedIn('Hanna Weber')
  await led(MOUSE, hanna, `Decide on “${title}”`)
  await hanna.getByRole('button', { name: 'Check the decision' }).waitFor()
  await leave(hanna)
})

test('a screening is contested by the body and answered, and the body is heard after all', async () => {
  const title = `Doors that count (${RUN})`
  const { idea } = await concluded(title)
  const office = await api('P005')
  await office.ask('POST', `/api/ideas/${idea}/impact-screen`, { answers: {}, measure: 'Signs on doors', urgent: false })
  const ruth = await signedIn('Ruth Engel')
  await led(MOUSE, ruth, `Check the screening: “${title}”`)
  await ruth.locator('#contest-monitoring').check()
  await say(ruth, 'Why', 'Whoever opens a door is counted.')
  await press(ruth, 'Contest')
  await ruth.getByText('Not answered yet', { exact: false }).waitFor()
  await leave(ruth)

  const jonas = await signedIn('Jonas Adler')
  await led(MOUSE, jonas, `Screen “${title}” again`)
  await jonas.getByText('Whoever opens a door is counted.').waitFor()
  await say(jonas, 'What would be done', 'Signs that count')
  for (const no of await jonas.getByRole('radio', { name: 'No', exact: true }).all()) await no.check()
  await jonas.locator('#screen-monitoring').check()
  await press(jonas, 'Record the screening')
  await jonas.getByText('It was screened again: the representatives are heard.').waitFor()
  await leave(jonas)
  await becomes(idea, 'in_consultation')
})

test('an author takes the idea back', async () => {
  const title = `Regretted (${RUN})`
  const idea = await screened(title)
  const lena = await signedIn('Lena Hoffmann', { at: `/ideas/${idea}/decision` })
  await press(lena, 'Take the idea back')
  assert.deepEqual(await violations(lena), [])
  await press(lena, 'Take it back for good')
  await becomes(idea, 'withdrawn', 'P010') // nobody else sees it any more
  await lena.getByRole('button', { name: 'Take the idea back' }).waitFor({ state: 'detached' })
  await leave(lena)
})
