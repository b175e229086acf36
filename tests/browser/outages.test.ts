// A service is down and comes back while somebody works: the page says so, nothing is lost, and it goes on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { running } from './cases.ts'
import { planned } from './plans.ts'
import { reviewed } from './rounds.ts'
import { api, leave, settled, signedIn, violations } from './stage.ts'

const TITLE = 'Water the plants on Fridays'
const DOWN = 'This part does not answer just now'

async function outage(service: string, wanted: 'stop' | 'start') {
  const answer = await fetch(`${process.env['OUTAGES'] ?? ''}/${service}/${wanted}`, { method: 'POST' })
  assert.equal(answer.status, 204)
}

/** An idea of Lena's that Nora follows. */
async function followed(title: string) {
  const [lena, nora] = await Promise.all([api('P010'), api('P012')])
  const made = { title, text: 'Nobody does it.', language: 'en' }
  const { idea_id: id } = await lena.ask<{ idea_id: string }>('POST', '/api/ideas', made)
  await lena.ask('POST', `/api/ideas/${id}/submission`, {})
  await nora.ask('POST', `/api/ideas/${id}/comments`, { text: 'Which plants?' })
  return { id, say: (text: string) => lena.ask('POST', `/api/ideas/${id}/comments`, { text }) }
}

test('ideas do not answer: it is said where they would be, the rest works, and what was written is sent later', async () => {
  const { id } = await followed(TITLE)
  const page = await signedIn('Nora Schmitz')
  const writing = await page.context().newPage()
  await writing.goto('/ideas/new')
  await writing.getByRole('textbox', { name: 'Title' }).fill('Written while the service is away')
  await writing.getByRole('textbox', { name: 'Your idea' }).fill('It is here.')
  await writing.getByText(/^Saved at/).waitFor()
  await page.goto(`/ideas/${id}`)
  const comment = page.getByRole('textbox', { name: 'Comment' })
  await comment.fill('I can do it in summer.')
  await outage('ideas', 'stop')
  try {
    await page.getByRole('button', { name: 'Post the comment' }).click()
    await page.getByText(DOWN).waitFor()
    await page.getByText('Your text is still here.').waitFor()
    assert.equal(await comment.inputValue(), 'I can do it in summer.')
    assert.deepEqual(await violations(page), [])
    await writing.getByRole('textbox', { name: 'Your idea' }).fill('It is kept here.')
    await writing.getByText('The server has not taken it yet', { exact: false }).waitFor()

    await page.getByRole('link', { name: 'Ideas', exact: true }).first().click()
    await page.getByText(DOWN).first().waitFor()
    assert.deepEqual(await violations(page), [])
    await page.getByRole('link', { name: 'Notifications' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor()
    assert.equal(await page.getByText(DOWN).count(), 0)
    await page.getByRole('link', { name: 'Ideas', exact: true }).first().click()
    await page.getByText(DOWN).first().waitFor()
  } finally {
    await outage('ideas', 'start')
  }
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await page.getByRole('link', { name: TITLE }).first().click()
  await page.getByRole('button', { name: 'Post the comment' }).waitFor()
  await page.waitForFunction((wanted) => document.querySelector<HTMLTextAreaElement>('#composer-comment')?.value === wanted, 'I can do it in summer.')
  await page.getByRole('button', { name: 'Post the comment' }).click()
  await page.getByRole('article', { name: 'Comment by Nora Schmitz' }).getByText('I can do it in summer.').waitFor()
  await writing.getByText(/^Saved at/).waitFor({ timeout: 40_000 }) // by itself
  await leave(page)
})

test('the stream of news breaks off with its service, and tells afterwards what happened meanwhile', async () => {
  const { say } = await followed('A list of who waters')
  const nora = await api('P012')
  await nora.ask('POST', '/api/notifications/read', {})
  const page = await signedIn('Nora Schmitz')
  const bell = (count: number) => page.getByRole('link', { name: `Notifications ${count} unread` }).first()
  await say('Before.')
  await bell(1).waitFor()
  await outage('notify', 'stop')
  try {
    await say('Meanwhile.')
    await say('And again.')
  } finally {
    await outage('notify', 'start')
  }
  await bell(3).waitFor({ timeout: 45_000 }) // the page waits longer from try to try
  await say('Afterwards.')
  await bell(4).waitFor()
  await page.getByRole('link', { name: /^Notifications/ }).first().click()
  await page.getByRole('link', { name: /A list of who waters/ }).first().waitFor()
  await leave(page)
})

interface Away {
  service: string
  who: string
  /** The list of the service, and something in it that is written in. */
  list: string
  at: () => Promise<string>
  /** Until a text can be typed there: the name of the field. */
  field: (page: Page) => Promise<string>
}

const AWAY: Away[] = [
  {
    service: 'review',
    who: 'Ines Lorenz',
    list: '/reviews',
    at: async () => `/reviews/${(await reviewed('Water for the dogs', 2, ['P018'])).of['P018']}`,
    async field(page) {
      await page.getByRole('radio', { name: 'No, nothing binds me' }).check()
      await page.getByRole('button', { name: 'Declare' }).click()
      return 'Why?'
    },
  },
  {
    service: 'union-dialogue',
    who: 'Ruth Engel',
    list: '/cases',
    at: async () => `/cases/${await running('Water that is counted')}/rooms/reps`,
    field: () => Promise.resolve('Message: representatives only'),
  },
  {
    service: 'implementation',
    who: 'Oliver Brandt',
    list: '/plans',
    at: async () => `/plans/${await planned('Water on every floor')}`,
    async field(page) {
      await page.getByRole('button', { name: 'Add a task' }).click()
      return 'What is to be done'
    },
  },
]

for (const { service, who, list, at, field } of AWAY)
  test(`${service} does not answer: it is said where its list would be, the rest works, and what was written stays`, async () => {
    const page = await signedIn(who, { at: await at() })
    const name = await field(page)
    await settled(page)
    const text = page.getByRole('textbox', { name, exact: true })
    await text.fill('Written while it is away.')
    const other = await page.context().newPage()
    await outage(service, 'stop')
    try {
      await other.goto(list)
      await other.getByText(DOWN).first().waitFor()
      assert.deepEqual(await violations(other), [])
      await other.getByRole('link', { name: /^Notifications/ }).first().click()
      await other.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor()
      assert.equal(await other.getByText(DOWN).count(), 0)
      await other.goto(list)
      await other.getByText(DOWN).first().waitFor()
      assert.equal(await text.inputValue(), 'Written while it is away.')
    } finally {
      await outage(service, 'start')
    }
    await other.getByRole('button', { name: 'Try again' }).first().click()
    await other.getByText(DOWN).first().waitFor({ state: 'detached' })
    assert.equal(await text.inputValue(), 'Written while it is away.')
    await leave(page)
  })
