// The session ends while somebody writes, in every form that takes a text: the text stays, they sign in again in another
// window, and what they had asked for goes on by itself. A new idea is tried with the journeys.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { inDays, prepared } from './cases.ts'
import { planned } from './plans.ts'
import { reviewed, screened } from './rounds.ts'
import { api, leave, settled, signedIn } from './stage.ts'

interface Form {
  of: string
  who: string
  path: () => string
  /** Until the text is all that is missing. */
  write: (page: Page, text: string) => Promise<void>
  /** The act that meets the end of the session; what is saved by itself needs none. */
  act?: (page: Page) => Promise<void>
  /** What is there once it was done. */
  done: (page: Page, text: string) => Promise<void>
}

const ids = { untold: '', assignment: '', judged: '', heard: '', plan: '' }

before(async () => {
  const lena = await api('P010')
  const untold = async () => {
    const made = { title: 'Chairs for the lift', text: 'We stand.', language: 'en' }
    const { idea_id: id } = await lena.ask<{ idea_id: string }>('POST', '/api/ideas', made)
    await lena.ask('POST', `/api/ideas/${id}/submission`, {})
    return id
  }
  const [first, round, judged, heard, plan] = await Promise.all([
    untold(),
    reviewed('Stairs with numbers', 2, ['P018']),
    screened('Doors that close quietly'),
    prepared('Lamps that count'),
    planned('Bells for bicycles'),
  ])
  Object.assign(ids, { untold: first, assignment: round.of['P018'], judged, heard, plan })
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const say = (page: Page, name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text)
const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check()
const told = (page: Page, text: string) => page.locator('main').getByText(text).first().waitFor()
const gone = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' })

const IDEAS: Form[] = [
  {
    of: 'comment',
    who: 'Nora Schmitz',
    path: () => `/ideas/${ids.untold}`,
    write: (page, text) => say(page, 'Comment', text),
    act: (page) => press(page, 'Post the comment'),
    done: (page, text) => page.getByRole('article').getByText(text).waitFor(),
  },
  {
    of: 'question to the authors',
    who: 'Jonas Adler',
    path: () => `/triage?idea=${ids.untold}`,
    async write(page, text) {
      await page.getByRole('radio', { name: 'Back, with a question' }).check()
      await page.getByRole('combobox', { name: 'Reason' }).selectOption('Something is missing')
      await say(page, 'Your question to the authors', text)
    },
    act: (page) => press(page, 'Send it back'),
    async done(page, text) {
      await page.getByText('It is back with its authors.').waitFor()
      await page.goto(`/ideas/${ids.untold}`)
      await told(page, text)
    },
  },
  {
    of: 'review',
    who: 'Ines Lorenz',
    path: () => `/reviews/${ids.assignment}`,
    async write(page, text) {
      await choose(page, 'No, nothing binds me')
      await press(page, 'Declare')
      await say(page, 'Why?', '…')
      await page.getByText(/^Saved at/).waitFor()
      await page.context().clearCookies()
      await say(page, 'Why?', text)
    },
    done: async (page) => page.getByText(/^Saved at/).waitFor(),
  },
  {
    of: 'decision',
    who: 'Hanna Weber',
    path: () => `/ideas/${ids.judged}/decision`,
    async write(page, text) {
      await page.getByRole('radio', { name: /^Decline/ }).check()
      await page.getByRole('combobox', { name: 'Reason' }).selectOption('cost-too-high')
      await say(page, 'To the authors', text)
      await say(page, 'Office that answers', 'Head of the authority')
      await press(page, 'Check the decision')
    },
    act: (page) => press(page, 'Decline the idea'),
    async done(page, text) {
      await page.getByRole('heading', { name: 'What was decided' }).waitFor()
      await told(page, text)
    },
  },
  {
    of: 'appeal',
    who: 'Lena Hoffmann',
    path: () => `/ideas/${ids.judged}/decision`,
    write: (page, text) => say(page, 'What speaks against the decision?', text),
    act: (page) => press(page, 'Lodge the appeal'),
    async done(page, text) {
      await gone(page, 'Lodge the appeal')
      await told(page, text)
    },
  },
  {
    of: 'answer to the appeal',
    who: 'Miriam Thull',
    path: () => `/ideas/${ids.judged}/decision`,
    async write(page, text) {
      await choose(page, 'It stays declined')
      await say(page, 'To the authors', text)
    },
    act: (page) => press(page, 'Answer the appeal'),
    async done(page, text) {
      await gone(page, 'Answer the appeal')
      await told(page, text)
    },
  },
]

const DIALOGUE: Form[] = [
  {
    of: 'package',
    who: 'Petra Lenz',
    path: () => `/cases/${ids.heard}/package`,
    async write(page, text) {
      await say(page, 'Reasons', text)
      await say(page, 'Effects on staff', 'Nobody is recorded.')
    },
    act: (page) => press(page, 'Hand over to the representatives'),
    async done(page, text) {
      await page.getByText(/have not confirmed that they received version 1/).waitFor()
      await told(page, text)
      await (await api('P016')).ask('POST', `/api/cases/${ids.heard}/receipt`, {})
    },
  },
  {
    of: 'message',
    who: 'Ruth Engel',
    path: () => `/cases/${ids.heard}/rooms/reps`,
    write: (page, text) => say(page, 'Message: representatives only', text),
    act: (page) => press(page, /^Send to the \d+ representatives$/),
    done: (page, text) => page.getByRole('article').getByText(text).waitFor(),
  },
  {
    of: 'opinion',
    who: 'Ruth Engel',
    path: () => `/cases/${ids.heard}/opinion`,
    async write(page, text) {
      await choose(page, 'The body agrees on conditions')
      await say(page, 'Resolution', 'We agree if nobody is recorded.')
      await press(page, 'Add a point')
      await say(page, 'Point 1', text)
      const seats = page.getByRole('group', { name: 'Meeting: who takes part in the vote?' }).getByRole('checkbox')
      for (const each of await seats.all()) await each.check()
      const votes = [await seats.count(), 0, 0]
      for (const [at, name] of ['For', 'Against', 'Abstentions'].entries())
        await page.getByRole('spinbutton', { name }).fill(String(votes[at]))
      await press(page, 'Check the opinion')
    },
    act: (page) => press(page, 'Deliver to management'),
    async done(page, text) {
      await page.getByRole('heading', { name: 'Opinion of the representatives' }).waitFor()
      await told(page, text)
    },
  },
  {
    of: 'answer to a point',
    who: 'Petra Lenz',
    path: () => `/cases/${ids.heard}/response`,
    async write(page, text) {
      await press(page, 'Answer the first point')
      await choose(page, 'Adopted')
      await say(page, 'Reason', text)
      await press(page, 'Check all answers')
    },
    act: (page) => press(page, 'Publish 1 answer'),
    async done(page, text) {
      await page.getByRole('button', { name: 'Close the case' }).waitFor()
      await told(page, text)
    },
  },
  {
    of: 'reason of the end',
    who: 'Ruth Engel',
    path: () => `/cases/${ids.heard}/response`,
    async write(page, text) {
      await choose(page, 'Agreed')
      await say(page, 'Reason, if there is something to say', text)
    },
    act: (page) => press(page, 'Close the case'),
    done: (page) => gone(page, 'Close the case'),
  },
]

const PLAN: Form[] = [
  {
    of: 'task',
    who: 'Oliver Brandt',
    path: () => `/plans/${ids.plan}`,
    async write(page, text) {
      await press(page, 'Add a task')
      await say(page, 'Who does it', 'nora')
      await choose(page, 'Nora Schmitz')
      await page.getByLabel('By when').fill(inDays(30))
      await say(page, 'What is to be done', text)
    },
    act: (page) => press(page, 'Add the task'),
    done: (page, text) => page.getByRole('heading', { name: text }).waitFor(),
  },
  {
    of: 'end of a plan',
    who: 'Hanna Weber',
    path: () => `/plans/${ids.plan}`,
    async write(page, text) {
      await press(page, 'Stop the plan')
      await say(page, 'What was learned?', text)
    },
    act: (page) => page.getByRole('form').getByRole('button', { name: 'Stop the plan' }).click(),
    async done(page, text) {
      await page.getByRole('heading', { name: 'Stopped: what we learned' }).waitFor()
      await told(page, text)
    },
  },
]

/** Everything that stands on the page and in its fields. */
const shown = (page: Page) =>
  page.evaluate(() => [document.body.innerText, ...Array.from(document.querySelectorAll('textarea, input'), (each) => (each as HTMLInputElement).value)].join('\n'))

async function lasts({ of, who, path, write, act, done }: Form) {
  const text = `Written before the session ended: ${of}.`
  const page = await signedIn(who, { at: path() })
  await settled(page)
  await write(page, text)
  if (act) {
    await settled(page)
    await page.context().clearCookies()
  }
  // where another request meets the end first, the button can be pressed when the question is answered
  const acting = act?.(page)
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.waitFor()
  assert.ok((await shown(page)).includes(text), 'the text is gone')
  const [again] = await Promise.all([
    page.context().waitForEvent('page'),
    dialog.getByRole('link', { name: 'Sign in in a new window' }).click(),
  ])
  await again.getByRole('button', { name: who, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await acting
  await done(page, text)
  await settled(page)
  await leave(page)
}

// what is decided about one thing comes one after the other; two things go on side by side
describe('the session ends in the form of', { concurrency: 2 }, () => {
  for (const [what, forms] of Object.entries({ ideas: IDEAS, consultations: DIALOGUE, plans: PLAN }))
    test(what, async (t) => {
      for (const form of forms) await t.test(form.of, () => lasts(form))
    })
})
