// Two change the same thing: both versions stand side by side in the form of whoever saves later, and nothing is lost or
// written over before they chose. An idea, and a task of a plan, are tried with the journeys and the plans.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { inDays } from './cases.ts'
import { api, leave, settled, signedIn, violations } from './stage.ts'

type Said = Record<string, unknown>

interface Form {
  /** Of what it is the form, and who writes in it: their name and their key. */
  of: string
  who: readonly [string, string]
  /** Makes one; returns where the services keep it, where its page is, and what a version of it says. */
  make: (caller: Awaited<ReturnType<typeof api>>) => Promise<{ kept: string; page: string; said: (text: string) => Said }>
  open?: string | RegExp
  field: string
  /** What stands in the field: of the first who writes, twice of the other, and at the end. */
  texts: readonly [string, string, string]
  /** What must be said with every change. */
  beside?: readonly [string, string]
  verb: string
  read: (found: Said) => unknown
}

const TARIQ = ['Tariq Yilmaz', 'P009'] as const

async function body(caller: Awaited<ReturnType<typeof api>>) {
  const first = async (path: string) => (await caller.ask<{ items: Said[] }>('GET', path)).items
  const [bodies, units] = await Promise.all([first('/api/bodies'), first('/api/units')])
  const { kind, regime, calendar_id: calendar } = bodies[0] ?? {}
  const said = (name: string) => ({ names: { en: name }, kind, regime, calendar_id: calendar, scope_unit_ids: [units.at(-1)?.['unit_id']] })
  const { body_id: id } = await caller.ask<{ body_id: string }>('POST', '/api/bodies', said('Council of the library'))
  return { id, said }
}

const FORMS: Form[] = [
  {
    of: 'a body',
    who: TARIQ,
    async make(caller) {
      const { id, said } = await body(caller)
      return { kept: `/api/bodies/${id}`, page: `/people/bodies/${id}`, said }
    },
    open: 'Change the body',
    field: 'Name in English',
    texts: ['Council of books', 'Council of maps', 'Council of prints'],
    verb: 'Save the change',
    read: ({ names }) => (names as Record<string, string>)['en'],
  },
  {
    of: 'a mandate',
    who: TARIQ,
    async make(caller) {
      const [{ id }, vera] = await Promise.all([body(caller), api('P024')])
      const said = (rank: string) => ({ role: 'substitute', rank: Number(rank), ends_on: null, evidence: 'Letter of the electoral board' })
      const made = { ...said('1'), person_id: vera.personId }
      const { mandate_id: mandate } = await caller.ask<{ mandate_id: string }>('POST', `/api/bodies/${id}/mandates`, made)
      return { kept: `/api/bodies/${id}/mandates/${mandate}`, page: `/people/bodies/${id}`, said }
    },
    open: /^Change.*Vera Klein$/,
    field: 'Place in the order of substitutes',
    texts: ['3', '2', '4'],
    beside: ['Record that says so', 'Minutes of the council'],
    verb: 'Save the change',
    read: ({ rank }) => String(rank),
  },
  {
    of: 'a calendar',
    who: TARIQ,
    async make(caller) {
      const said = (zone: string) => ({ country: 'DE', subdivision: 'SL', zone, local_holidays: [], closure_days: [] })
      const made = said('Europe/Berlin')
      const { calendar_id: id } = await caller.ask<{ calendar_id: string }>('POST', '/api/calendars', made)
      return { kept: `/api/calendars/${id}`, page: `/people/calendars/${id}`, said }
    },
    open: 'Change the calendar',
    field: 'Time zone',
    texts: ['Europe/Paris', 'Europe/Vienna', 'Europe/Luxembourg'],
    verb: 'Save the change',
    read: ({ zone }) => zone,
  },
  {
    of: 'a call for ideas',
    who: ['Jonas Adler', 'P005'],
    async make(caller) {
      const said = (name: string) => ({ names: { en: name }, question: {}, text: 'What wastes time?', language: 'en', opens_on: inDays(0), closes_on: inDays(9) })
      const { campaign_id: id } = await caller.ask<{ campaign_id: string }>('POST', '/api/campaigns', said('Less waiting'))
      return { kept: `/api/campaigns/${id}`, page: `/campaigns/${id}/edit`, said }
    },
    field: 'Name, English',
    texts: ['No queues', 'Short queues', 'Fewer queues'],
    verb: 'Save the call',
    read: ({ names }) => (names as Record<string, string>)['en'],
  },
]

async function write(page: Page, { field, beside, verb }: Form, text: string) {
  if (beside) await page.getByLabel(beside[0], { exact: true }).fill(beside[1])
  await page.getByLabel(field, { exact: true }).fill(text)
  await page.getByRole('button', { name: verb }).click()
}

/** Until both versions are there to be compared. */
async function compared(page: Page, mine: string, theirs: string) {
  await page.getByText('Somebody else changed this meanwhile').waitFor()
  await page.getByRole('cell', { name: mine, exact: true }).waitFor()
  await page.getByRole('cell', { name: theirs, exact: true }).waitFor()
}

for (const form of FORMS)
  test(`two editors of ${form.of}`, async () => {
    const [name, key] = form.who
    const other = await api(key)
    const { kept, page: path, said } = await form.make(other)
    const [mine, theirs, last] = form.texts
    const change = async (text: string) => other.ask('PUT', kept, said(text), await other.etag(kept))
    const page = await signedIn(name, { at: path })
    if (form.open) await page.getByRole('button', { name: form.open }).click()
    const field = page.getByLabel(form.field, { exact: true })
    await field.waitFor()
    await settled(page)

    await change(theirs)
    await write(page, form, mine)
    await compared(page, mine, theirs)
    assert.equal(await field.inputValue(), mine)
    assert.deepEqual(await violations(page), [])
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await page.getByText('Somebody else changed this meanwhile').waitFor({ state: 'detached' })
    assert.equal(await field.inputValue(), theirs)

    await change(mine)
    await write(page, form, last)
    await compared(page, last, mine)
    assert.equal(form.read(await other.ask('GET', kept)), mine, 'it was written over')
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await page.route(`**${kept}`, (route) => (route.request().method() === 'GET' ? route.fallback() : route.fulfill({ status: 503 })))
    await page.getByRole('button', { name: form.verb }).click()
    await page.getByText('This part does not answer just now').waitFor()
    assert.equal(await field.inputValue(), last)
    await page.unroute(`**${kept}`)
    await page.getByRole('button', { name: form.verb }).click()
    await field.waitFor({ state: 'detached' })
    assert.equal(form.read(await other.ask('GET', kept)), last)
    await leave(page)
    const [council] = /^\/api\/bodies\/[^/]+/.exec(kept) ?? []
    if (council) await other.ask('PUT', `${council}/end`, {}, await other.etag(council)) // it is heard no more
  })
