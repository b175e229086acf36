// The portfolio in the browser: figures of enough people, none of fewer, the same by keyboard, in the address and as a table.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { api, leave, settled, signedIn, violations } from './stage.ts'

const PEOPLE = ['P002', 'P005', 'P006', 'P007', 'P008', 'P009', 'P010', 'P012', 'P014', 'P016', 'P018', 'P021']

// twelve people hand in an idea each
before(async () => {
  await Promise.all(
    PEOPLE.map(async (persona) => {
      const who = await api(persona)
      const title = `Fewer forms, says ${persona}`
      const body = { title, text: 'One form instead of three.', language: 'en', facets: ['enhancement'] }
      const { idea_id: idea } = await who.ask<{ idea_id: string }>('POST', '/api/ideas', body)
      await who.ask('POST', `/api/ideas/${idea}/submission`, {})
    }),
  )
})

test('figures of enough people, none of fewer, by mouse and by keyboard', async () => {
  const page = await signedIn('Lena Hoffmann')
  await page.getByRole('link', { name: 'Portfolio' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Portfolio' }).waitFor()
  const submitted = page.getByRole('row', { name: /^Submitted/ })
  await submitted.waitFor()
  assert.match(await submitted.innerText(), /\d{2}/)
  await page.getByRole('heading', { name: 'Kinds of innovation' }).waitFor()
  await page.getByRole('heading', { name: 'What waits' }).waitFor()
  await page.getByRole('heading', { name: 'Answers in time' }).waitFor()
  assert.deepEqual(await violations(page), [])

  const table = page.getByRole('link', { name: /CSV/ })
  const [file] = await Promise.all([page.waitForEvent('download'), table.click()])
  assert.equal(file.suggestedFilename(), 'portfolio.csv')

  // which years there are depends on who else handed in: a year without ideas is always in the list when it is asked for
  await page.goto('/portfolio?year=2001')
  await settled(page)
  await page.getByText('No idea was handed in').waitFor()
  const years = page.getByRole('combobox', { name: 'Year handed in' })
  assert.equal(await years.inputValue(), '2001')
  await years.focus()
  await page.keyboard.press('Home')
  await page.waitForURL((url) => !url.search.includes('year'))
  await submitted.waitFor()
  await page.goto('/portfolio?year=2001')
  await settled(page)
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Clear all filters' }).press('Enter')
  await submitted.waitFor()
  assert.ok(!page.url().includes('year'))
  await leave(page)
})

interface Told {
  people: number
  funnel: { ideas: number | null; days: unknown }[]
}

test('what too few people are behind is hidden, and the page says so', async () => {
  const page = await signedIn('Lena Hoffmann')
  let few: (told: Told) => void = (told) => told.funnel.slice(1).forEach((each) => Object.assign(each, { ideas: null, days: null }))
  await page.route(/\/api\/portfolio(\?|$)/, async (route) => {
    const told = (await (await route.fetch()).json()) as Told
    few(told)
    await route.fulfill({ json: told })
  })
  await page.goto('/portfolio')
  const hidden = (within: string) => page.locator(within).getByText('hidden: fewer than 10 people')
  await hidden('dl').first().waitFor()
  assert.ok((await hidden('table').count()) >= 5, 'a step of the funnel tells of few people')
  assert.deepEqual(await violations(page), [])

  few = (told) => told.funnel.forEach((each) => Object.assign(each, { ideas: null, days: null }))
  await page.goto('/portfolio?year=2026')
  await page.getByText('Too few people for figures').waitFor()
  await page.getByText('There are ideas, of fewer than 10 people.').waitFor()
  assert.equal(await page.getByRole('table').count(), 0)
  assert.deepEqual(await violations(page), [])
  await leave(page)
})
