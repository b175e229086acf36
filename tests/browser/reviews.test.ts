// Peer review in the browser: the declaration before the text, a form that loses nothing, a round, its outcome.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { until } from './cases.ts'
import { borderOf, forced, has } from './forced.ts'
import { GOOD, handedIn, reviewed } from './rounds.ts'
import { api, leave, NARROW, overflow, settled, signedIn, violations, WIDE } from './stage.ts'

const SHOTS = process.env['SHOTS']

/** A page as it is now: accessible, whole on a narrow screen; with SHOTS=folder kept as pictures. */
async function looked(page: Page, name: string) {
  assert.deepEqual(await violations(page), [], name)
  await page.setViewportSize({ width: 320, height: 640 })
  assert.equal(await overflow(page), 0, `${name} at 320 px`)
  for (const [width, size] of [['narrow', NARROW], ['wide', WIDE]] as const) {
    await page.setViewportSize(size)
    if (!SHOTS) continue
    mkdirSync(SHOTS, { recursive: true })
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${scheme}.png`), fullPage: true })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
}

const QUESTIONS = [
  'How much does it help those we serve?',
  'Can it be done here?',
  'Is the effort worth it?',
  'Is it good for the people who do the work?',
]

test('a review from the declaration to what the round came to', async () => {
  const title = `Ask once ${Date.now()}`
  const { idea, round, of } = await reviewed(title, 2, ['P018', 'P021'])
  const ines = await api('P018')
  await handedIn(await api('P021'), of['P021'] ?? '', { ...GOOD, benefit: 3 }, 'Start with two forms.')
  const page = await signedIn('Ines Lorenz', { at: '/reviews' })
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { level: 1, name: 'Review an idea' }).waitFor()
  await page.getByRole('button', { name: 'Declare' }).waitFor()
  // the text is not even asked for before it was declared
  assert.equal(await page.getByText('Forms ask the same thing three times.').count(), 0)
  await page.getByRole('button', { name: 'Declare' }).click()
  await page.getByRole('link', { name: 'Say whether you have a conflict of interest' }).waitFor()
  await looked(page, 'review-declare')
  await page.getByRole('radio', { name: 'No, nothing binds me' }).check()
  await page.getByRole('button', { name: 'Declare' }).click()
  await page.getByText('Forms ask the same thing three times.').waitFor()

  for (const [at, question] of QUESTIONS.slice(0, 3).entries())
    await page.getByRole('group', { name: question }).getByRole('radio').nth(at + 2).check()
  await page.getByRole('textbox', { name: 'Why?' }).fill('Saves asking every day.')
  await page.reload() // before any pause: the device alone has the last letters
  await page.getByText('3 of 4 answered.').waitFor()
  assert.equal(await page.getByRole('textbox', { name: 'Why?' }).inputValue(), 'Saves asking every day.')
  await page.getByText(/^Saved at/).waitFor()

  const second = await page.context().newPage()
  await second.goto(page.url())
  await second.getByText('You are writing this review in another tab').waitFor()
  assert.equal(await second.getByRole('textbox', { name: 'Why?' }).count(), 0)
  await second.getByRole('button', { name: 'Continue here' }).click()
  await second.getByRole('textbox', { name: 'Why?' }).waitFor()
  await page.getByText('You are writing this review in another tab').waitFor()
  await second.close()
  await page.getByRole('button', { name: 'Continue here' }).click()

  const chosen = page.locator('label:has(input:checked)').first()
  await forced(page, async () => {
    assert.ok(await has(chosen, 'background-color', 'Highlight'), 'the chosen mark is not seen')
    assert.equal(await borderOf(page.getByRole('button', { name: 'Check and submit' })), '2px solid')
  })

  await page.getByRole('button', { name: 'Check and submit' }).click()
  await page.getByRole('link', { name: /^Give a mark: Is it good/ }).click()
  await page.keyboard.press('Space')
  await looked(page, 'review-form')
  await page.getByRole('button', { name: 'Check and submit' }).click()
  await page.getByRole('heading', { name: 'Check your review' }).waitFor()
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByText('Your review is handed in').waitFor()
  assert.doesNotMatch(await page.title(), /Lena|Ines/)

  const lena = await signedIn('Lena Hoffmann', { at: `/ideas/${idea}/reviews` })
  const jonas = await api('P005')
  const state = async () => (await jonas.ask<{ state: string }>('GET', `/api/rounds/${round}`)).state
  // the fourth mark is a 1 and the other reviewer gave a 4: far apart
  assert.equal(await state(), 'calibrating')
  await lena.getByText('No round is concluded yet').waitFor()
  await leave(lena)

  // the second look: her own mark beside the spread, changed, and counted at once
  await page.goto('/reviews')
  const row = page.getByRole('listitem').filter({ hasText: title })
  await row.getByText('The reviews are far apart: look at yours again').waitFor()
  await row.getByRole('link').click()
  await page.getByRole('heading', { name: 'How far the reviews are apart' }).waitFor()
  await page.getByText(/^You may change your marks until/).waitFor()
  assert.doesNotMatch(await page.locator('main').innerText(), /Sven|Becker/)
  await page.getByRole('group', { name: QUESTIONS[3] ?? '' }).getByRole('radio').nth(3).check()
  await looked(page, 'review-again')
  await page.getByRole('button', { name: 'Save the change' }).click()
  await until(async () => {
    const form = await ines.ask<{ scores: Record<string, number> }>('GET', `/api/assignments/${of['P018']}`)
    return form.scores['people'] === 4 || undefined
  }, 'the changed mark')
  await leave(page)
})

test('who has a conflict of interest says what it is, reads nothing, and somebody else is asked instead', async () => {
  const title = `Buy the chairs together ${Date.now()}`
  const { round, of } = await reviewed(title, 2, ['P018', 'P021'])
  const page = await signedIn('Ines Lorenz', { at: `/reviews/${of['P018']}` })
  await page.getByRole('radio', { name: 'Yes', exact: true }).check()
  await page.getByRole('button', { name: 'Declare' }).click()
  await page.getByRole('link', { name: 'Say what binds you to the idea' }).waitFor()
  await page.getByRole('radio', { name: 'Something else' }).check()
  await page.getByRole('link', { name: 'Say in one sentence what it is' }).waitFor()
  await looked(page, 'review-conflict')
  await page.getByRole('textbox', { name: 'In your words' }).fill('My sister sells chairs.')
  await page.getByRole('button', { name: 'Declare' }).click()
  await page.getByText('Nothing is asked of you here any more.', { exact: false }).waitFor()
  await page.getByText('Conflict of interest declared').waitFor()
  assert.equal(await page.getByText('Forms ask the same thing three times.').count(), 0)
  assert.deepEqual(await violations(page), [])
  await page.getByRole('link', { name: 'To your reviews' }).click()
  const row = page.getByRole('listitem').filter({ hasText: title })
  await row.getByText('Conflict of interest declared').waitFor()
  await leave(page)

  const office = await signedIn('Jonas Adler', { at: `/rounds/${round}` })
  await office.getByRole('row').filter({ hasText: 'Ines Lorenz' }).getByText('Conflict of interest declared').waitFor()
  assert.doesNotMatch(await office.locator('main').innerText(), /sister/, 'her words are told to nobody')
  const asking = office.getByRole('button', { name: /^Ask .* for a review$/ })
  await asking.first().waitFor()
  assert.equal(await office.getByRole('button', { name: 'Ask Ines Lorenz for a review' }).count(), 0)
  const name = /^Ask (.*) for a review$/.exec((await asking.first().getAttribute('aria-label')) ?? '')?.[1] ?? ''
  await asking.first().click()
  await office.getByRole('row').filter({ hasText: name }).getByText('Not begun').waitFor()
  assert.deepEqual(await violations(office), [])
  await leave(office)
})

test('by keyboard: the scheme office asks somebody, extends and ends a round, and its authors read the outcome', async () => {
  const { idea, round, of } = await reviewed(`Fewer forms ${Date.now()}`, 2, ['P018', 'P021'])
  const [ines, sven] = await Promise.all([api('P018'), api('P021')])
  await handedIn(ines, of['P018'] ?? '', GOOD, 'Saves walking.')
  const page = await signedIn('Jonas Adler', { at: `/rounds/${round}` })
  await settled(page)
  await page.getByText('1 of 2').first().waitFor()
  const asking = page.getByRole('button', { name: /^Ask .* for a review$/ }).first()
  const name = /^Ask (.*) for a review$/.exec((await asking.getAttribute('aria-label')) ?? '')?.[1] ?? ''
  await asking.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Release ${name}` }).waitFor()
  await page.getByRole('spinbutton', { name: 'Working days more' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText(/^The reviews are due until .* now\.$/).waitFor()
  await looked(page, 'round-open')
  await handedIn(sven, of['P021'] ?? '', { ...GOOD, benefit: 1 }, 'Start with two forms.')
  await page.reload()
  await page.getByText('The reviewers look at the spread').first().waitFor()
  await page.getByRole('button', { name: 'Conclude the round' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'End the round now' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What the round came to' }).waitFor()
  await page.getByText('They are far apart on at least one question.').waitFor()
  await settled(page)
  await looked(page, 'round-concluded')
  await leave(page)

  const lena = await signedIn('Lena Hoffmann')
  for (let look = 0; look < 50; look++) {
    await lena.goto(`/ideas/${idea}/reviews`)
    await settled(lena)
    if (await lena.getByText('Start with two forms.').count()) break
    await lena.waitForTimeout(200)
  }
  await lena.getByRole('cell', { name: /1, 5/ }).waitFor()
  assert.doesNotMatch(await lena.locator('main').innerText(), /Ines|Sven|Lorenz|Becker/)
  await looked(lena, 'outcome')
  await leave(lena)
})
