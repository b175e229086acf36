// Texts that mean harm (tests/harms.json), in every place where somebody's text is shown: they stand there as text. No script
// runs, nothing is fetched, nothing of them becomes a part of the page, and the policy of the page never has to help.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { inDays, prepared, until } from './cases.ts'
import { planned } from './plans.ts'
import { concluded, handedIn, GOOD, type Round, reviewed, screened } from './rounds.ts'
import { ADDRESS, api, leave, settled, signedIn } from './stage.ts'
import { inPairs, type Visit } from './visits.ts'

type Caller = Awaited<ReturnType<typeof api>>

const HARMS = JSON.parse(readFileSync(new URL('../harms.json', import.meta.url), 'utf-8')) as string[]
/** Of one line, as titles are. */
const LINES = HARMS.map((each) => each.replaceAll('\n', ' '))
const ALL = HARMS.join('\n\n')
const [SCRIPT = '', IMAGE = ''] = LINES

/** A draft of such words. */
async function drafted(felix: Caller): Promise<string> {
  const made = { title: SCRIPT, text: ALL, language: 'en' }
  return (await felix.ask<{ idea_id: string }>('POST', '/api/ideas', made)).idea_id
}

/** Handed in with every harm in its text, sent back with them, handed in again; each is a comment too. */
async function talked(felix: Caller, jonas: Caller): Promise<string> {
  const { idea_id: id } = await felix.ask<{ idea_id: string }>('POST', '/api/ideas', { title: IMAGE, text: ALL, language: 'en' })
  const path = `/api/ideas/${id}`
  await felix.ask('POST', `${path}/submission`, {})
  await jonas.ask('POST', `${path}/triage`, { action: 'return', reason_code: 'unclear', text: ALL })
  await felix.ask('PATCH', path, { text: `${ALL}\n\n${SCRIPT}` }, await felix.etag(path))
  await felix.ask('POST', `${path}/submission`, {})
  for (const text of HARMS) await jonas.ask('POST', `${path}/comments`, { text })
  const said = await jonas.ask<{ comment_id: string; edition: number }>('POST', `${path}/comments`, { text: ALL })
  await jonas.ask('PATCH', `${path}/comments/${said.comment_id}`, { text: 'Nothing.' }, `"${said.edition}"`)
  return id
}

/** Asked of three: one has to declare, one writes, one has handed in and says something to the others. */
async function round(): Promise<Round> {
  const made = await reviewed(IMAGE, 3, ['P018', 'P021', 'P028'], ALL)
  const [ines, sophie] = await Promise.all([api('P018'), api('P028')])
  const path = `/api/assignments/${made.of['P018']}`
  await ines.ask('PUT', path, { scores: {}, comment: ALL }, await ines.etag(path))
  await handedIn(sophie, made.of['P028'] ?? '', GOOD, ALL)
  await sophie.ask('POST', `/api/assignments/${made.of['P028']}/notes`, { text: IMAGE })
  return made
}

/** Screened with such words, and contested with them. */
async function contested(jonas: Caller): Promise<string> {
  const [{ idea }, ruth] = await Promise.all([concluded(IMAGE), api('P016')])
  await jonas.ask('POST', `/api/ideas/${idea}/impact-screen`, { answers: {}, measure: IMAGE, urgent: false })
  const { contest_for: bodies } = await until(async () => {
    const seen = await ruth.ask<{ contest_for: string[] }>('GET', `/api/ideas/${idea}`)
    return seen.contest_for.length > 0 ? seen : undefined
  }, 'the right to contest')
  await ruth.ask('POST', `/api/ideas/${idea}/impact-screen/contest`, { body_id: bodies[0], questions: ['monitoring'], text: ALL })
  return idea
}

async function outcome(): Promise<string> {
  const { idea, of } = await reviewed(SCRIPT, 2, ['P018', 'P021'])
  for (const key of ['P018', 'P021']) await handedIn(await api(key), of[key] ?? '', GOOD, ALL)
  return idea
}

/** Declined with every harm in the words of the decision, and appealed against with them. */
async function declined(lena: Caller): Promise<string> {
  const [idea, hanna] = await Promise.all([screened(IMAGE), api('P001')])
  const said = { outcome: 'declined', reason_code: 'cost-too-high', text: ALL, office: IMAGE, appeal_until: inDays(40) }
  await hanna.ask('POST', `/api/ideas/${idea}/decision`, said)
  await lena.ask('POST', `/api/ideas/${idea}/appeal`, { grounds: ALL })
  return idea
}

/** A plan whose tasks are harms, with a milestone, a benefit and a part of such words. */
async function plan(lena: Caller): Promise<string> {
  const [idea, oliver, rolf] = await Promise.all([planned(IMAGE), api('P007'), api('P040')])
  const path = `/api/plans/${idea}`
  const tasks: string[] = []
  for (const title of LINES.slice(0, 3)) {
    const body = { title, owner_id: rolf.personId, due_on: inDays(20) }
    tasks.push((await oliver.ask<{ task_id: string }>('POST', `${path}/tasks`, body)).task_id)
  }
  await rolf.ask('POST', `${path}/tasks/${tasks[0]}/start`)
  await rolf.ask('POST', `${path}/tasks/${tasks[0]}/block`, { reason: ALL })
  await oliver.ask('POST', `${path}/milestones`, { title: IMAGE, due_on: inDays(60) })
  await oliver.ask('POST', `${path}/benefits`, { kind: 'hours', amount: '1', unit: IMAGE, measure_on: inDays(90) })
  await oliver.ask('POST', `${path}/role-offers`, { person_id: lena.personId, part: IMAGE, hours: 2 })
  return idea
}

/** A case that is answered, in whose package, rooms, opinion and response the harms are. */
async function dialogue(): Promise<string> {
  const [id, officer, chair] = await Promise.all([prepared(IMAGE), api('P006'), api('P016')])
  const path = `/api/cases/${id}`
  const given = { measure: IMAGE, reasons: ALL, effects: ALL, alternatives: ALL, time_plan: ALL, documents: LINES }
  await officer.ask('POST', `${path}/package`, given)
  await chair.ask('POST', `${path}/receipt`, {})
  for (const text of HARMS) await chair.ask('POST', `${path}/rooms/representatives/messages`, { text, mentions: [] })
  await chair.ask('POST', `${path}/rooms/joint/messages`, { text: ALL, mentions: [] })
  await officer.ask('POST', `${path}/rooms/management/messages`, { text: ALL, mentions: [] })
  await chair.ask('POST', `${path}/opinion`, {
    stance: 'consent-with-conditions',
    resolution: ALL,
    points: HARMS.map((text, at) => ({ number: at + 1, text, demand: LINES[at] })),
    votes: { in_favour: 2, against: 0, abstained: 0 },
    minority_views: HARMS.slice(0, 20), // as many as one opinion takes
  })
  await officer.ask('POST', `${path}/response`, { points: HARMS.map((reason, at) => ({ number: at + 1, answer: 'partly', reason })) })
  return id
}

async function call(jonas: Caller): Promise<string> {
  const names = { en: IMAGE, fr: IMAGE, de: IMAGE }
  const said = { names, question: names, text: ALL, language: 'en', opens_on: inDays(0), closes_on: inDays(40), office: IMAGE }
  return (await jonas.ask<{ campaign_id: string }>('POST', '/api/campaigns', said)).campaign_id
}

/** A call that is over, with an idea of such a name. */
async function ended(felix: Caller, jonas: Caller): Promise<string> {
  const id = await call(jonas)
  const made = { title: SCRIPT, text: ALL, language: 'en', campaign_id: id }
  const { idea_id: idea } = await felix.ask<{ idea_id: string }>('POST', '/api/ideas', made)
  await felix.ask('POST', `/api/ideas/${idea}/submission`, {})
  await jonas.ask('POST', `/api/campaigns/${id}/closing`, {}, await jonas.etag(`/api/campaigns/${id}`))
  return id
}

async function council(tariq: Caller): Promise<string> {
  const { items } = await tariq.ask<{ items: Record<string, unknown>[] }>('GET', '/api/bodies')
  const units = (await tariq.ask<{ items: { unit_id: string }[] }>('GET', '/api/units')).items
  const { kind, regime, calendar_id: calendar } = items[0] ?? {}
  const said = { names: { en: IMAGE, fr: IMAGE, de: IMAGE }, kind, regime, calendar_id: calendar, scope_unit_ids: [units.at(-1)?.unit_id] }
  const { body_id: id } = await tariq.ask<{ body_id: string }>('POST', '/api/bodies', said)
  await tariq.ask('PUT', `/api/bodies/${id}/end`, {}, await tariq.etag(`/api/bodies/${id}`)) // it is heard by nobody
  return id
}

let visits: Visit[] = []
const ids = { draft: '', talked: '' }

before(async () => {
  const [lena, jonas, felix, tariq] = (await Promise.all(['P010', 'P005', 'P011', 'P009'].map(api))) as [Caller, Caller, Caller, Caller]
  const [draft, idea, judged, refused, planning, of, campaign, body, asked, contest, over] = await Promise.all([
    drafted(felix),
    talked(felix, jonas),
    outcome(),
    declined(lena),
    plan(lena),
    dialogue(),
    call(jonas),
    council(tariq),
    round(),
    contested(jonas),
    ended(felix, jonas),
  ])
  await until(async () => (await felix.ask<{ items: unknown[] }>('GET', '/api/notifications')).items[0], 'news of the comments')
  Object.assign(ids, { draft, talked: idea })
  const words = encodeURIComponent(JSON.stringify(IMAGE))
  const ofCase = (parts: string[]) => parts.map((part) => [`case${part}`, `/cases/${of}${part}`] as const)
  const ofIdea = (id: string, parts: string[]) => parts.map((part) => [`idea${part}`, `/ideas/${id}${part}`] as const)
  const review = (key: string) => [`review of ${key}`, `/reviews/${asked.of[key] ?? ''}`] as const
  visits = [
    {
      who: 'Felix Kaiser',
      places: [
        ['home', '/'],
        ['own ideas', '/ideas?author=me'],
        ['no hit', `/ideas?q=${words}`],
        ['search', `/search?q=${words}`],
        ['new idea', `/ideas/new?title=${words}`],
        ...ofIdea(draft, ['/edit', '/check']),
        ...ofIdea(idea, ['', '/versions', '/timeline', '/record']),
        ['notifications', '/notifications'],
        ['campaigns', '/campaigns'],
        ['campaign', `/campaigns/${campaign}`],
        ['campaign that is over', `/campaigns/${over}`],
        ['portfolio', '/portfolio'],
      ],
    },
    {
      who: 'Lena Hoffmann',
      places: [
        ...ofIdea(judged, ['', '/reviews', '/record']),
        ...ofIdea(refused, ['', '/decision', '/timeline', '/record']),
        ['plans', '/plans'],
        ['plan', `/plans/${planning}`],
        ['bodies', '/people/bodies'],
        ['body', `/people/bodies/${body}`],
        ['people', `/people?q=${words}`],
      ],
    },
    {
      who: 'Jonas Adler',
      places: [
        ['home', '/'],
        ['triage', `/triage?idea=${idea}`],
        ['call', `/campaigns/${campaign}/edit`],
        ['round', `/rounds/${asked.round}`],
        ...ofIdea(contest, ['/impact']),
      ],
    },
    { who: 'Ines Lorenz', places: [['reviews', '/reviews'], review('P018')] },
    { who: 'Sven Becker', places: [['reviews', '/reviews'], review('P021')] },
    { who: 'Sophie Renaud', places: [review('P028')] },
    { who: 'Petra Lenz', places: ofCase(['/rooms/management', '/rooms/joint', '/response']) },
    { who: 'Miriam Thull', places: [['decisions', '/decisions'], ...ofIdea(refused, ['/decision'])] },
    { who: 'Ruth Engel', places: [['cases', '/cases'], ...ofCase(['', '/package', '/rooms/reps', '/rooms/joint', '/opinion', '/response', '/record'])] },
    { who: 'Oliver Brandt', places: [['plan of the lead', `/plans/${planning}`]] },
  ]
})

/** Before anything of the page: whoever gets to run something says so. */
const listening = () => {
  const ran: string[] = []
  const says = (name: string) => () => ran.push(name) > 0
  Object.assign(window, { ran, alert: says('alert'), confirm: says('confirm'), prompt: says('prompt'), print: says('print') })
}

/** What of a text has become a part of the page: elements that no page of ours has, handlers, addresses that act. */
const alive = () => {
  const strange = 'script:not([src^="/"]), style, link, base, meta, iframe, object, embed, math, form[action], main img'
  const told = Array.from(document.body.querySelectorAll('*')).filter(
    (each) =>
      each.matches(strange) ||
      each.getAttributeNames().some((name) => name.startsWith('on')) ||
      ['href', 'src', 'action'].some((name) => /^\s*(javascript|vbscript|data):/i.test(each.getAttribute(name) ?? '')),
  )
  const { ran } = window as unknown as { ran: string[] }
  const fields = Array.from(document.querySelectorAll<HTMLInputElement>('main input, main textarea'), (each) => each.value)
  return {
    found: [...told.map((each) => `it is alive: ${each.outerHTML.slice(0, 200)}`), ...ran.map((each) => `it ran: ${each}`)],
    text: [document.body.innerText, ...fields].join('\n'),
  }
}

/** What is wrong on a page as it stands; that it shows at least one of the harms is a part of it. */
async function wrong(page: Page): Promise<string[]> {
  await settled(page)
  const { found, text } = await page.evaluate(alive)
  if (!LINES.some((line) => text.includes(line))) found.push('it shows none of the harms')
  if (!page.url().startsWith(ADDRESS)) found.push(`it leads to ${page.url()}`)
  return found
}

const heedful = (who: string, at: string) => signedIn(who, { at, first: listening })

test('texts that mean harm stand as text wherever they are shown', async () => {
  const found = await inPairs(visits, async ({ who, places }) => {
    const start = places[0]?.[1] ?? '/'
    const page = await heedful(who, start)
    const told: string[] = []
    for (const [name, path] of places) {
      if (path !== start) await page.goto(path)
      told.push(...(await wrong(page)).map((each) => `${name} (${path}): ${each}`))
    }
    await leave(page)
    return told
  })
  assert.deepEqual(found, [])
})

test('what a comment said before, and the name of a colleague that is offered, stand as text', async () => {
  const page = await heedful('Felix Kaiser', `/ideas/${ids.talked}`)
  await page.getByRole('button', { name: 'What it said before' }).click()
  await page.getByText('Nothing.', { exact: true }).waitFor()
  const former = page.getByRole('article').filter({ hasText: 'Nothing.' })
  await former.getByText(LINES[2] ?? '').first().waitFor()
  assert.deepEqual(await wrong(page), [])
  // names come from the office of personnel: no test of the browser makes one
  const somebody = { person_id: ids.talked, display_name: IMAGE, unit_id: ids.talked }
  await page.route('**/api/people?*', (route) => route.fulfill({ json: { items: [somebody], next: null } }))
  const field = page.getByRole('textbox', { name: 'Comment' })
  await field.pressSequentially('And @im')
  const offer = page.getByRole('button', { name: `Mention ${IMAGE}` })
  await offer.waitFor()
  assert.equal(await offer.innerText(), IMAGE)
  await offer.click()
  assert.equal(await field.inputValue(), `And @${IMAGE} `)
  assert.deepEqual(await wrong(page), [])
  await leave(page)
})

test('the name of a file stands as text too, without the signs that mean harm', async () => {
  const page = await heedful('Felix Kaiser', `/ideas/${ids.draft}/edit`)
  await settled(page)
  await page.getByLabel('Add files').setInputFiles({ name: `${IMAGE}.txt`, mimeType: 'text/plain', buffer: Buffer.from('seats') })
  const name = `${IMAGE.replaceAll(/[<>]/g, '_')}.txt`
  await page.getByRole('button', { name: `Take away ${name}` }).click()
  await page.getByRole('dialog').getByText(`${name} is deleted for good`).waitFor()
  assert.deepEqual(await wrong(page), [])
  await leave(page)
})
