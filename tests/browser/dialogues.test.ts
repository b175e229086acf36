// Consultations in the browser: package, receipt and clock, what the body says and management answers.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { prepared, running } from './cases.ts'
import { api, leave, NARROW, settled, signedIn, violations } from './stage.ts'

const ids: Record<string, string> = {}

before(async () => {
  const [sent, disputed] = await Promise.all([prepared('Show which rooms are free'), running('Say when a room is free')])
  Object.assign(ids, { sent, disputed })
})

test('a package is sent and received, the clock gives its reasons, and what if is an address', async () => {
  const officer = await signedIn('Petra Lenz')
  await officer.getByRole('link', { name: 'Consultations' }).click()
  await officer.locator(`table a[href="/cases/${ids['sent'] ?? ''}"]`).click()
  await officer.getByRole('link', { name: 'Put the package together' }).click()
  await officer.getByRole('button', { name: 'Hand over to the representatives' }).click()
  await officer.getByRole('link', { name: 'Give the reasons' }).waitFor()
  assert.deepEqual(await violations(officer), [])
  await officer.getByRole('textbox', { name: 'Reasons' }).fill('Rooms stand empty while teams look for one.')
  await officer.getByRole('textbox', { name: 'Effects on staff' }).fill('Nobody is recorded.')
  await officer.getByRole('textbox', { name: 'Documents' }).fill('data-sheet.pdf\nhttps://example.org/plan')
  await officer.getByRole('link', { name: 'Overview' }).click()
  await officer.getByRole('link', { name: 'Put the package together' }).click()
  assert.equal(await officer.getByRole('textbox', { name: 'Effects on staff' }).inputValue(), 'Nobody is recorded.')
  await officer.getByRole('button', { name: 'Hand over to the representatives' }).click()
  await officer.getByText('The representatives have not confirmed that they received version 1.').waitFor()

  const chair = await signedIn('Ruth Engel')
  await chair.goto(`/cases/${ids['sent'] ?? ''}`)
  await chair.getByText(/If it were received today, the opinion would be due by/).waitFor()
  await chair.getByRole('link', { name: 'Look at the package' }).click()
  await chair.getByRole('link', { name: 'https://example.org/plan' }).waitFor()
  await chair.getByRole('button', { name: 'Confirm the receipt' }).click()
  const asked = chair.getByRole('dialog')
  await asked.getByText(/The period begins with the receipt and ends on/).waitFor()
  await asked.getByText('the representatives are deemed to agree', { exact: false }).waitFor()
  assert.deepEqual(await violations(chair), [])
  await asked.getByRole('button', { name: 'Confirm the receipt' }).click()
  await asked.waitFor({ state: 'detached' })
  await chair.getByRole('link', { name: 'Overview' }).click()
  await chair.getByText(/The opinion must reach management by/).waitFor()
  await chair.getByText('Saturdays and Sundays are not counted.').waitFor()
  await chair.getByText('working days left').waitFor()
  await chair.getByRole('textbox', { name: 'Received on' }).fill('2027-03-01')
  await chair.getByRole('button', { name: 'Count' }).click()
  await chair.waitForURL(/received=2027-03-01/)
  await chair.getByText(/Received on Monday.? 1 March 2027, the opinion would be due by Monday.? 15 March 2027, 24:00/).waitFor()
  await leave(officer)
  await leave(chair)
})

test('what is missing stops the clock until it is there, and a later version says what becomes of the period', async () => {
  const member = await signedIn('Anja Krämer')
  const officer = await signedIn('Petra Lenz', { viewport: NARROW })
  const path = `/cases/${ids['disputed'] ?? ''}/package`
  await member.goto(path)
  await member.getByRole('button', { name: 'Something is missing' }).click()
  await member.getByRole('dialog').getByRole('button', { name: 'Say that it is incomplete' }).click()
  await member.getByText('The representatives say that the package is incomplete').waitFor()

  await officer.goto(path)
  await officer.getByRole('button', { name: 'Say that the newest version completes it' }).click()
  await officer.getByRole('alert').waitFor() // there is none yet
  await officer.getByRole('button', { name: 'Write a new version' }).click()
  await officer.getByRole('textbox', { name: 'Effects on staff' }).fill('Two rooms a floor; nobody is recorded.')
  await officer.getByRole('button', { name: 'Hand over to the representatives' }).click()
  await officer.getByRole('link', { name: 'Version 2, the newest' }).waitFor()
  await officer.getByRole('link', { name: 'Version 1', exact: true }).click()
  await officer.waitForURL(/version=1/)
  await officer.getByText('No personal data is recorded.').waitFor()

  await member.reload()
  await member.getByRole('button', { name: 'It is complete now' }).click()
  await member.getByText('Nobody says that something is missing.').waitFor()
  await member.getByRole('link', { name: 'Overview' }).click()
  await member.getByText(/The opinion must reach management by/).waitFor()

  await officer.goto(path)
  await officer.getByRole('button', { name: 'Write a new version' }).click()
  await officer.getByRole('textbox', { name: 'Measure' }).fill('Room sensors on all floors')
  await officer.getByRole('button', { name: 'Hand over to the representatives' }).click()
  await officer.getByRole('link', { name: 'Say whether the period begins anew' }).click()
  await officer.getByText(/Received today, it would end on .* instead of/).waitFor()
  assert.deepEqual(await violations(officer), [])
  await officer.getByRole('radio', { name: 'Yes: the measure changes' }).check()
  await officer.getByRole('button', { name: 'Hand over to the representatives' }).click()
  await officer.getByText('The representatives have not confirmed that they received version 3.').waitFor()
  await leave(officer)
  await leave(member)
})

test('filters of the list stand in the address, and who has no part finds no case', async () => {
  const officer = await signedIn('Petra Lenz')
  await officer.goto('/cases?state=running')
  await settled(officer)
  assert.equal(await officer.getByRole('combobox', { name: 'Where it stands' }).inputValue(), 'running')
  await officer.getByRole('combobox', { name: 'Where it stands' }).selectOption('Closed')
  await officer.waitForURL(/state=closed/)
  await leave(officer)
  const stranger = await signedIn('Nora Schmitz')
  assert.equal(await stranger.getByRole('link', { name: 'Consultations' }).count(), 0)
  await stranger.goto(`/cases/${ids['sent'] ?? ''}`)
  await stranger.getByText('This is not here').waitFor()
  await leave(stranger)
  assert.equal((await (await api('P012')).ask<{ items: unknown[] }>('GET', '/api/cases')).items.length, 0)
})
