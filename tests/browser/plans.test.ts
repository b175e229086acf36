// Carrying an idea out in the browser: from its first task to the verified benefit, and to an end that is honest.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { inDays, running, until } from './cases.ts'
import { planned } from './plans.ts'
import { api, leave, settled, signedIn, violations } from './stage.ts'

const item = (page: Page, name: string): Locator => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
const act = (place: Page | Locator, name: string) => place.getByRole('button', { name, exact: false }).click()

/** The plan as somebody else of the story sees it now. */
async function opened(name: string, idea: string): Promise<Page> {
  const page = await signedIn(name, { at: `/plans/${idea}` })
  await settled(page)
  return page
}

/** Where the tasks of a plan stand for its lead. */
async function states(idea: string): Promise<string[]> {
  const { tasks } = await (await api('P007')).ask<{ tasks: { state: string }[] }>('GET', `/api/plans/${idea}`)
  return tasks.map((each) => each.state)
}

test('from the first task to the benefit that the controller verifies', async () => {
  const title = 'Lend the training rooms in the evening'
  const idea = await planned(title)
  const lead = await signedIn('Oliver Brandt', { at: '/plans' })
  await lead.getByRole('link', { name: title }).click()
  const condition = item(lead, 'No individual profiles')
  await condition.getByText('nobody does it yet').waitFor()
  await condition.getByRole('link', { name: 'Condition 1 of the decision' }).waitFor()
  await act(condition, 'Name an owner and a day')
  await act(lead, 'Save the task')
  await lead.getByRole('link', { name: 'Choose who does it' }).click()
  await lead.getByRole('textbox', { name: 'Who does it' }).pressSequentially('nora')
  await lead.getByRole('radio', { name: 'Nora Schmitz' }).check()
  await lead.getByLabel('By when').fill(inDays(30))
  await lead.reload() // what was chosen is on this device
  await act(condition, 'Name an owner and a day')
  await lead.getByText('Chosen: Nora Schmitz.').waitFor()
  assert.deepEqual(await violations(lead), [])
  await act(lead, 'Save the task')
  await condition.getByText('Nora Schmitz').waitFor()
  await act(lead, 'Offer a part')
  await lead.getByRole('combobox', { name: 'Author' }).selectOption({ label: 'Lena Hoffmann' })
  await lead.getByRole('textbox', { name: 'What they do' }).fill('Try it with two teams')
  await lead.getByRole('spinbutton', { name: 'Hours' }).fill('20')
  await act(lead, 'Offer the part')
  await lead.getByText('Waits for the manager to release the hours').waitFor()

  const manager = await opened('Karl Feller', idea)
  await act(manager, 'Release the hours')
  await manager.getByText('Hours released, waits for the author').waitFor()
  await leave(manager)
  const author = await opened('Lena Hoffmann', idea)
  await act(author, 'Take the part')
  await author.getByText('Taken', { exact: true }).waitFor()
  await leave(author)

  const owner = await opened('Nora Schmitz', idea)
  await act(owner, 'Begin')
  await act(owner, 'It cannot go on')
  await owner.getByRole('textbox', { name: 'Why can it not go on?' }).fill('The delivery is late.')
  await act(owner.getByRole('form'), 'It cannot go on')
  // what stands in the field says the same, and the button beside it cannot go on
  await owner.getByRole('paragraph').filter({ hasText: 'The delivery is late.' }).waitFor()
  await owner.getByRole('button', { name: /^Go on/ }).click()
  // it is shown before the service knows it; that arrives though the page is closed while its line is taken by others
  await owner.getByRole('button', { name: 'It is done' }).waitFor()
  await settled(owner)
  await owner.evaluate(() => Array.from({ length: 8 }, () => new EventSource('/api/stream')))
  await act(owner, 'It is done')
  await owner.getByText('Done, to be verified').waitFor()
  assert.deepEqual(await states(idea), ['started'])
  await owner.close()
  await until(async () => (await states(idea)).includes('done') || undefined, 'what was ticked')
  await leave(owner)

  await lead.reload()
  await act(condition, 'Verify')
  await act(lead, 'Declare the idea carried out')
  await lead.getByText('Carried out', { exact: true }).waitFor()
  await act(lead, 'Forecast a benefit')
  await lead.getByLabel('Expected amount').fill('1 200')
  await lead.getByLabel('Counted in').fill('hours a year')
  await act(lead, 'Forecast it')
  await act(lead, 'Measure the benefit')
  await lead.getByLabel('Measured amount (hours a year)').fill('950,5')
  await lead.getByLabel('How it was measured').fill('Bookings of May against those of the year before.')
  await act(lead, 'Write down the measurement')
  await lead.getByText('Measured, to be verified').waitFor()
  await leave(lead)

  const controller = await opened('Sabine Roth', idea)
  await controller.getByRole('cell', { name: '950.5' }).waitFor()
  await act(controller, 'Verify the measurement')
  await controller.getByText('Completed', { exact: true }).waitFor()
  await leave(controller)
})

test('by keyboard: two change the same task, and the plan ends with what was learned', async () => {
  const idea = await planned('Shared desks on Fridays', 'pilot')
  const [oliver, nora] = await Promise.all([api('P007'), api('P012')])
  const body = { title: 'Count the desks', owner_id: nora.personId, due_on: inDays(10) }
  const path = `/api/plans/${idea}/tasks`
  const { task_id: id } = await oliver.ask<{ task_id: string }>('POST', path, body)

  const lead = await opened('Oliver Brandt', idea)
  await lead.getByRole('button', { name: /^Change.*Count the desks$/ }).press('Enter')
  const named = lead.getByRole('textbox', { name: 'What is to be done' })
  await lead.waitForFunction(() => document.activeElement?.id === 'task-title')
  await lead.keyboard.press('End')
  await lead.keyboard.type(' twice')
  await oliver.ask('PATCH', `${path}/${id}`, { title: 'Count the chairs' }, await oliver.etag(`${path}/${id}`))
  await lead.keyboard.press('Enter')
  await lead.getByText('Somebody else changed this meanwhile').waitFor()
  await lead.getByRole('cell', { name: 'Count the chairs', exact: true }).waitFor() // the list says it too by now
  assert.equal(await named.inputValue(), 'Count the desks twice')
  assert.deepEqual(await violations(lead), [])
  await lead.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await lead.getByRole('heading', { name: 'Count the desks twice' }).waitFor()
  await lead.waitForFunction(() => document.activeElement?.textContent?.startsWith('Change'))
  await leave(lead)

  const head = await opened('Hanna Weber', idea)
  await head.getByRole('button', { name: 'Stop the plan' }).press('Enter')
  await head.keyboard.type('Nobody came on Fridays anyway.')
  await head.keyboard.press('Tab')
  await head.keyboard.press('Enter')
  await head.getByRole('heading', { name: 'Stopped: what we learned' }).waitFor()
  await head.getByText('Nobody came on Fridays anyway.').waitFor()
  assert.equal(await head.getByRole('button', { name: 'Change' }).count(), 0)
  await leave(head)
})

test('a plan that is prepared while a body is heard says so, begins nothing, and opens by itself', async () => {
  const title = 'Count the parcels at the gate'
  const id = await running(title)
  const [oliver, ruth, nora] = await Promise.all([api('P007'), api('P016'), api('P012')])
  const { idea_id: idea } = await ruth.ask<{ idea_id: string }>('GET', `/api/cases/${id}`)
  await oliver.ask('POST', '/api/plans', { idea_id: idea, title })
  const task = { title: 'Buy a scale', owner_id: nora.personId, due_on: inDays(20) }
  await oliver.ask('POST', `/api/plans/${idea}/tasks`, task)

  const owner = await opened('Nora Schmitz', idea)
  const lock = owner.getByRole('region', { name: 'Locked: nothing may begin' })
  await lock.getByText('These bodies are still to be heard.').waitFor()
  const body = await lock.getByRole('listitem').innerText()
  assert.ok(body.length > 0, 'it does not say which body')
  assert.equal(await lock.getByRole('link').count(), 0, 'a case is not open to her')
  assert.equal(await owner.getByRole('button', { name: /^Begin/ }).count(), 0)
  assert.deepEqual(await violations(owner), [])

  const head = await opened('Hanna Weber', idea)
  await head.getByRole('region', { name: 'Locked: nothing may begin' }).getByRole('link', { name: body }).click()
  await head.waitForURL(new RegExp(`/cases/${id}$`))
  await leave(head)

  await ruth.ask('POST', `/api/cases/${id}/waiver`, { reason: 'Nobody is watched by a scale.' })
  const told = async () => !(await nora.ask<{ locked: boolean }>('GET', `/api/locks/${idea}`)).locked || undefined
  await until(told, 'the end of the lock')
  await owner.reload()
  await owner.getByRole('heading', { name: 'Buy a scale' }).waitFor()
  await settled(owner)
  assert.equal(await lock.count(), 0)
  await leave(owner)
})
