// One idea in the browser, from its first word to the verified benefit: each person finds at home what waits for them, and
// is led there. What each page refuses and keeps is tried by the tests beside this one.
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { inDays, until } from './cases.ts'
import { type Hand, led } from './hands.ts'
import { type Caller, GOOD, handedIn } from './rounds.ts'
import { api, leave, overflow, signedIn } from './stage.ts'

// another run on the same stack has left its own
const RUN = Date.now() % 100_000
const TITLE = `Let the reception say which rooms are free (${RUN})`
const CONDITION = `Two floors first (${RUN})`
const DEMAND = `Aggregate before storing (${RUN})`
type Five = [Page, Page, Page, Page, Page]
const button = (place: Page | Locator, name: string | RegExp) => place.getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const number = (page: Page, name: string) => page.getByRole('spinbutton', { name })
const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true })

async function written(hand: Hand, lena: Page): Promise<string> {
  await lena.goto('/ideas/new')
  await hand.say(field(lena, 'Title'), TITLE)
  await hand.say(field(lena, 'Your idea'), 'Sensors show which rooms are free, without recording anybody.')
  await lena.getByText(/^Saved at/).waitFor()
  await hand.press(button(lena, 'Check and hand in'))
  await hand.press(button(lena, 'Hand in'))
  await hand.press(lena.getByRole('link', { name: 'To the idea' }))
  await lena.waitForURL(/\/ideas\/[0-9a-f-]{36}$/)
  return lena.url().split('/').at(-1) ?? ''
}

async function reviewed(hand: Hand, jonas: Page, ines: Page, idea: string) {
  await led(hand, jonas, `Decide where “${TITLE}” goes`)
  await hand.say(number(jonas, 'How many reviews are needed'), '2')
  await hand.press(button(jonas, 'Send to peer review'))
  const [office, reviewer, other] = await Promise.all([api('P005'), api('P018'), api('P021')])
  const round = await until(
    async () => (await office.ask<{ round_id: string }[]>('GET', `/api/rounds?idea_id=${idea}`))[0]?.round_id,
    'the round',
  )
  const asked = async ({ personId: person_id }: Caller) =>
    office.ask<{ assignment_id: string }>('POST', `/api/rounds/${round}/assignments`, { person_id })
  await asked(reviewer)
  await handedIn(other, (await asked(other)).assignment_id, GOOD, 'It saves walking, and looking.')
  await led(hand, ines, `Review “${TITLE}”`)
  await hand.choose(radio(ines, 'No, nothing binds me'))
  await hand.press(button(ines, 'Declare'))
  await ines.getByText('Sensors show which rooms are free').waitFor()
  const questions = ines.getByRole('radio', { name: /^5/ })
  for (const each of await questions.all()) await hand.choose(each)
  await hand.say(field(ines, 'Why?'), 'It saves walking.')
  await hand.press(button(ines, 'Check and submit'))
  await hand.press(button(ines, 'Submit'))
  await ines.getByText('Your review is handed in').waitFor()
}

async function screened(hand: Hand, jonas: Page) {
  await led(hand, jonas, `Screen the effects of “${TITLE}” on staff`)
  await hand.say(field(jonas, 'What would be done'), 'Room sensors')
  const noes = jonas.getByRole('radio', { name: 'No', exact: true })
  await noes.first().waitFor()
  for (const each of await noes.all()) await hand.choose(each)
  await hand.choose(jonas.locator('#screen-monitoring'))
  await hand.press(button(jonas, 'Record the screening'))
}

async function heard(hand: Hand, petra: Page, ruth: Page) {
  await led(hand, petra, `Hand over the information package on “${TITLE}”`)
  await hand.say(field(petra, 'Reasons'), 'Rooms stand empty while teams look for one.')
  await hand.say(field(petra, 'Effects on staff'), 'Nobody is recorded.')
  await hand.say(field(petra, 'Documents'), 'data-sheet.pdf')
  await hand.press(button(petra, 'Hand over to the representatives'))
  await petra.getByText(/have not confirmed that they received version 1/).waitFor()
  await led(hand, ruth, `Confirm that you received the package on “${TITLE}”`)
  await hand.press(button(ruth, 'Confirm the receipt'))
  await hand.press(button(ruth.getByRole('dialog'), 'Confirm the receipt'))
  await ruth.getByRole('dialog').waitFor({ state: 'detached' })

  await led(hand, ruth, `Adopt an opinion on “${TITLE}”`)
  await hand.choose(radio(ruth, 'The body agrees on conditions'))
  await hand.say(field(ruth, 'Resolution'), 'We agree if nobody is recorded.')
  await hand.press(button(ruth, 'Add a point'))
  await hand.say(field(ruth, 'Point 1'), 'No profiles of single persons.')
  await hand.say(field(ruth, 'Demand of point 1, if there is one'), DEMAND)
  const seats = ruth.getByRole('group', { name: 'Meeting: who takes part in the vote?' }).getByRole('checkbox')
  for (const each of await seats.all()) await hand.choose(each)
  await hand.say(number(ruth, 'For'), String(await seats.count()))
  await hand.say(number(ruth, 'Against'), '0')
  await hand.say(number(ruth, 'Abstentions'), '0')
  await hand.press(button(ruth, 'Check the opinion'))
  await hand.press(button(ruth, 'Deliver to management'))
  await ruth.getByRole('heading', { name: 'Opinion of the representatives' }).waitFor()

  await led(hand, petra, `Answer the points of the opinion on “${TITLE}”`)
  await hand.press(button(petra, 'Answer the first point'))
  await hand.choose(radio(petra, 'Adopted'))
  await hand.say(field(petra, 'Reason'), 'Nobody is recorded.')
  await hand.press(button(petra, 'Check all answers'))
  await hand.press(button(petra, 'Publish 1 answer'))
  await petra.getByRole('button', { name: 'Close the case' }).waitFor()
  await led(hand, ruth, `Consider the answers on “${TITLE}”`)
  await hand.choose(radio(ruth, 'Agreed'))
  await hand.press(button(ruth, 'Close the case'))
  await ruth.getByRole('button', { name: 'Close the case' }).waitFor({ state: 'detached' })
}

async function decided(hand: Hand, hanna: Page) {
  await led(hand, hanna, `Decide on “${TITLE}”`)
  await hand.choose(radio(hanna, 'Accept with changes'))
  await hand.pick(hanna.getByRole('combobox', { name: 'Reason' }), 'The benefit outweighs the effort')
  await hand.say(field(hanna, 'Conditions'), CONDITION)
  await hand.say(field(hanna, 'To the authors'), 'We start with two floors.')
  await hand.say(field(hanna, 'Office that answers'), 'Head of the authority')
  await hand.press(button(hanna, 'Check the decision'))
  await hand.press(button(hanna, 'Accept the idea with changes'))
}

/** Both promises, the condition and the point, are kept by Nora and verified by Oliver. */
async function carriedOut(hand: Hand, oliver: Page, nora: Page) {
  for (const promise of [CONDITION, DEMAND]) {
    await led(hand, oliver, `Name an owner and a day for “${promise}”`)
    const task = oliver.getByRole('listitem').filter({ has: oliver.getByRole('heading', { name: promise }) })
    await hand.press(button(task, /^Name an owner and a day/))
    await hand.say(field(oliver, 'Who does it'), 'nora')
    await hand.choose(radio(oliver, 'Nora Schmitz'))
    await hand.say(oliver.getByLabel('By when'), inDays(30))
    await hand.press(button(oliver, 'Save the task'))
    await task.getByRole('button', { name: /^Name an owner/ }).waitFor({ state: 'detached' })
  }
  for (const promise of [CONDITION, DEMAND]) {
    await led(hand, nora, `Do the task “${promise}”`)
    const task = nora.getByRole('listitem').filter({ has: nora.getByRole('heading', { name: promise }) })
    await hand.press(button(task, /^Begin/))
    await hand.press(button(task, /^It is done/))
    await task.getByText('Done, to be verified').waitFor()
    await led(hand, oliver, `Verify the task “${promise}”`)
    await hand.press(oliver.getByRole('button', { name: promise }).filter({ hasText: /^Verify/ }))
    await oliver.getByText('Verified', { exact: true }).first().waitFor()
  }
  await hand.press(button(oliver, 'Declare the idea carried out'))
  await oliver.getByText('Carried out', { exact: true }).waitFor()
}

async function measured(hand: Hand, oliver: Page, sabine: Page) {
  await hand.press(button(oliver, 'Forecast a benefit'))
  await hand.say(field(oliver, 'Expected amount'), '120')
  await hand.say(field(oliver, 'Counted in'), 'hours a year')
  await hand.press(button(oliver, 'Forecast it'))
  await hand.press(button(oliver, /^Measure the benefit/))
  await hand.say(field(oliver, 'Measured amount (hours a year)'), '95')
  await hand.say(field(oliver, 'How it was measured'), 'Bookings of May against those of the year before.')
  await hand.press(button(oliver, 'Write down the measurement'))
  await oliver.getByText('Measured, to be verified').waitFor()
  await led(hand, sabine, `Verify the benefit of “${TITLE}”`)
  await hand.press(button(sabine, /^Verify the measurement/))
  await sabine.getByText('Completed', { exact: true }).waitFor()
}

/** The whole way; `viewport` is the window of everybody. */
export async function travelled(hand: Hand, viewport: { width: number; height: number }) {
  const open = async (...names: string[]) => Promise.all(names.map((name) => signedIn(name, { viewport })))
  const [lena, jonas, ines, petra, ruth] = (await open('Lena Hoffmann', 'Jonas Adler', 'Ines Lorenz', 'Petra Lenz', 'Ruth Engel')) as Five
  const idea = await written(hand, lena)
  await reviewed(hand, jonas, ines, idea)
  await screened(hand, jonas)
  await heard(hand, petra, ruth)
  for (const page of [jonas, ines, petra, ruth]) assert.equal(await overflow(page), 0, page.url())
  await Promise.all([ines, petra, ruth, jonas].map(leave))
  const [hanna, oliver, nora, sabine] = (await open('Hanna Weber', 'Oliver Brandt', 'Nora Schmitz', 'Sabine Roth')) as Five
  await decided(hand, hanna)
  await carriedOut(hand, oliver, nora)
  await measured(hand, oliver, sabine)
  const status = async () => (await (await api('P010')).ask<{ status: string }>('GET', `/api/ideas/${idea}`)).status
  await until(async () => (await status()) === 'closed' || undefined, 'the end of the journey')
  await lena.goto(`/ideas/${idea}`)
  await hand.press(lena.getByRole('navigation', { name: 'Pages of this idea' }).getByRole('link', { name: 'Plan' }))
  await lena.getByRole('heading', { level: 1, name: TITLE }).waitFor()
  await lena.getByText(/^95(?!\d)/).first().waitFor() // a cell or a line of a card, with who measured it
  assert.equal(new URL(lena.url()).pathname, `/plans/${idea}`)
  for (const page of [lena, hanna, oliver, nora, sabine]) assert.equal(await overflow(page), 0, page.url())
  await Promise.all([lena, hanna, oliver, nora, sabine].map(leave))
}
