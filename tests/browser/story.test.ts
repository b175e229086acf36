// One idea in the browser, from its first word to the verified benefit: each person finds at home what waits for them, and
// is led there. What each page refuses and keeps is tried by the files beside this one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { inDays, until } from './cases.ts'
import { api, leave, signedIn } from './stage.ts'

// another run on the same stack has left its own
const RUN = Date.now() % 100_000
const TITLE = `Let the reception say which rooms are free (${RUN})`
const CONDITION = `Two floors first (${RUN})`
const DEMAND = `Aggregate before storing (${RUN})`
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const say = (page: Page, name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text)
const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check()

/** Home of somebody, until what is asked of them is there; then the page that it leads to. */
async function led(page: Page, act: string) {
  const link = page.getByRole('link', { name: act, exact: true })
  await until(async () => {
    await page.goto('/')
    return (await link.first().waitFor({ timeout: 2000 }).then(() => true, () => undefined)) ?? undefined
  }, act)
  await link.first().click()
}

async function written(lena: Page): Promise<string> {
  await lena.goto('/ideas/new')
  await say(lena, 'Title', TITLE)
  await say(lena, 'Your idea', 'Sensors show which rooms are free, without recording anybody.')
  await lena.getByText(/^Saved at/).waitFor()
  await press(lena, 'Check and hand in')
  await press(lena, 'Hand in')
  await lena.getByRole('link', { name: 'To the idea' }).click()
  await lena.waitForURL(/\/ideas\/[0-9a-f-]{36}$/)
  return lena.url().split('/').at(-1) ?? ''
}

async function reviewed(jonas: Page, ines: Page, idea: string) {
  await led(jonas, `Decide where “${TITLE}” goes`)
  await jonas.getByRole('spinbutton', { name: 'How many reviews are needed' }).fill('1')
  await press(jonas, 'Send to peer review')
  const [office, reviewer] = await Promise.all([api('P005'), api('P018')])
  const round = await until(
    async () => (await office.ask<{ round_id: string }[]>('GET', `/api/rounds?idea_id=${idea}`))[0]?.round_id,
    'the round',
  )
  await office.ask('POST', `/api/rounds/${round}/assignments`, { person_id: reviewer.personId })
  await led(ines, `Review “${TITLE}”`)
  await choose(ines, 'No, nothing binds me')
  await press(ines, 'Declare')
  await ines.getByText('Sensors show which rooms are free').waitFor()
  const questions = ines.getByRole('radio', { name: /^5/ })
  for (let at = 0; at < (await questions.count()); at++) await questions.nth(at).check()
  await say(ines, 'Why?', 'It saves walking.')
  await press(ines, 'Check and submit')
  await press(ines, 'Submit')
  await ines.getByText('Your review is handed in').waitFor()
}

async function screened(jonas: Page) {
  await led(jonas, `Screen the effects of “${TITLE}” on staff`)
  await say(jonas, 'What would be done', 'Room sensors')
  const noes = jonas.getByRole('radio', { name: 'No', exact: true })
  await noes.first().waitFor()
  for (let at = 0; at < (await noes.count()); at++) await noes.nth(at).check()
  await jonas.locator('#screen-monitoring').check()
  await press(jonas, 'Record the screening')
}

async function heard(petra: Page, ruth: Page) {
  await led(petra, `Hand over the information package on “${TITLE}”`)
  await say(petra, 'Reasons', 'Rooms stand empty while teams look for one.')
  await say(petra, 'Effects on staff', 'Nobody is recorded.')
  await say(petra, 'Documents', 'data-sheet.pdf')
  await press(petra, 'Hand over to the representatives')
  await petra.getByText(/have not confirmed that they received version 1/).waitFor()
  await led(ruth, `Confirm that you received the package on “${TITLE}”`)
  await press(ruth, 'Confirm the receipt')
  await ruth.getByRole('dialog').getByRole('button', { name: 'Confirm the receipt' }).click()
  await ruth.getByRole('dialog').waitFor({ state: 'detached' })

  await led(ruth, `Adopt an opinion on “${TITLE}”`)
  await choose(ruth, 'The body agrees on conditions')
  await say(ruth, 'Resolution', 'We agree if nobody is recorded.')
  await press(ruth, 'Add a point')
  await say(ruth, 'Point 1', 'No profiles of single persons.')
  await say(ruth, 'Demand of point 1, if there is one', DEMAND)
  const seats = ruth.getByRole('group', { name: 'Meeting: who takes part in the vote?' }).getByRole('checkbox')
  for (let at = 0; at < (await seats.count()); at++) await seats.nth(at).check()
  await ruth.getByRole('spinbutton', { name: 'For' }).fill(String(await seats.count()))
  await ruth.getByRole('spinbutton', { name: 'Against' }).fill('0')
  await ruth.getByRole('spinbutton', { name: 'Abstentions' }).fill('0')
  await press(ruth, 'Check the opinion')
  await press(ruth, 'Deliver to management')
  await ruth.getByRole('heading', { name: 'Opinion of the representatives' }).waitFor()

  await led(petra, `Answer the points of the opinion on “${TITLE}”`)
  await press(petra, 'Answer the first point')
  await choose(petra, 'Adopted')
  await say(petra, 'Reason', 'Nobody is recorded.')
  await press(petra, 'Check all answers')
  await press(petra, 'Publish 1 answer')
  await petra.getByRole('button', { name: 'Close the case' }).waitFor()
  await led(ruth, `Consider the answers on “${TITLE}”`)
  await choose(ruth, 'Agreed')
  await press(ruth, 'Close the case')
  await ruth.getByRole('button', { name: 'Close the case' }).waitFor({ state: 'detached' })
}

async function decided(hanna: Page) {
  await led(hanna, `Decide on “${TITLE}”`)
  await choose(hanna, 'Accept with changes')
  await hanna.getByRole('combobox', { name: 'Reason' }).selectOption('The benefit outweighs the effort')
  await say(hanna, 'Conditions', CONDITION)
  await say(hanna, 'To the authors', 'We start with two floors.')
  await say(hanna, 'Office that answers', 'Head of the authority')
  await press(hanna, 'Check the decision')
  await press(hanna, 'Accept the idea with changes')
}

/** Both promises, the condition and the point, are kept by Nora and verified by Oliver. */
async function carriedOut(oliver: Page, nora: Page) {
  for (const promise of [CONDITION, DEMAND]) {
    await led(oliver, `Name an owner and a day for “${promise}”`)
    const task = oliver.getByRole('listitem').filter({ has: oliver.getByRole('heading', { name: promise }) })
    await task.getByRole('button', { name: /^Name an owner and a day/ }).click()
    await oliver.getByRole('textbox', { name: 'Who does it' }).pressSequentially('nora')
    await choose(oliver, 'Nora Schmitz')
    await oliver.getByLabel('By when').fill(inDays(30))
    await press(oliver, 'Save the task')
    await task.getByRole('button', { name: /^Name an owner/ }).waitFor({ state: 'detached' })
  }
  for (const promise of [CONDITION, DEMAND]) {
    await led(nora, `Do the task “${promise}”`)
    const task = nora.getByRole('listitem').filter({ has: nora.getByRole('heading', { name: promise }) })
    await task.getByRole('button', { name: /^Begin/ }).click()
    await task.getByRole('button', { name: /^It is done/ }).click()
    await task.getByText('Done, to be verified').waitFor()
    await led(oliver, `Verify the task “${promise}”`)
    await oliver.getByRole('button', { name: promise }).filter({ hasText: /^Verify/ }).click()
    await oliver.getByText('Verified', { exact: true }).first().waitFor()
  }
  await press(oliver, 'Declare the idea carried out')
  await oliver.getByText('Carried out', { exact: true }).waitFor()
}

async function measured(oliver: Page, sabine: Page) {
  await press(oliver, 'Forecast a benefit')
  await say(oliver, 'Expected amount', '120')
  await say(oliver, 'Counted in', 'hours a year')
  await press(oliver, 'Forecast it')
  await oliver.getByRole('button', { name: /^Measure the benefit/ }).click()
  await say(oliver, 'Measured amount (hours a year)', '95')
  await say(oliver, 'How it was measured', 'Bookings of May against those of the year before.')
  await press(oliver, 'Write down the measurement')
  await oliver.getByText('Measured, to be verified').waitFor()
  await led(sabine, `Verify the benefit of “${TITLE}”`)
  await sabine.getByRole('button', { name: /^Verify the measurement/ }).click()
  await sabine.getByText('Completed', { exact: true }).waitFor()
}

test('an idea travels from its first word to the verified benefit, each led to it by what waits for them', async () => {
  const names = ['Lena Hoffmann', 'Jonas Adler', 'Ines Lorenz', 'Petra Lenz', 'Ruth Engel']
  const [lena, jonas, ines, petra, ruth] = (await Promise.all(names.map((name) => signedIn(name)))) as [Page, Page, Page, Page, Page]
  const idea = await written(lena)
  await reviewed(jonas, ines, idea)
  await screened(jonas)
  await heard(petra, ruth)
  await Promise.all([ines, petra, ruth, jonas].map(leave))
  const later = ['Hanna Weber', 'Oliver Brandt', 'Nora Schmitz', 'Sabine Roth']
  const [hanna, oliver, nora, sabine] = (await Promise.all(later.map((name) => signedIn(name)))) as [Page, Page, Page, Page]
  await decided(hanna)
  await carriedOut(oliver, nora)
  await measured(oliver, sabine)
  const status = async () => (await (await api('P010')).ask<{ status: string }>('GET', `/api/ideas/${idea}`)).status
  await until(async () => (await status()) === 'closed' || undefined, 'the end of the journey')
  await lena.goto(`/ideas/${idea}`)
  await lena.getByRole('navigation', { name: 'Pages of this idea' }).getByRole('link', { name: 'Plan' }).click()
  await lena.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  await lena.getByRole('cell', { name: '95', exact: true }).waitFor()
  assert.equal(new URL(lena.url()).pathname, `/plans/${idea}`)
  await Promise.all([lena, hanna, oliver, nora, sabine].map(leave))
})
