// Every page, by who goes there: what each of them shows is made once by the API.
import type { Page } from 'playwright-core'
import { withAsides } from './asides.ts'
import { heard, inDays, PACKAGE, prepared, running } from './cases.ts'
import { content } from './content.ts'
import { concluded, declined, GOOD, handedIn, reviewed, screened } from './rounds.ts'
import { api, settled } from './stage.ts'

/** A name and an address. */
export type Place = readonly [string, string]

export interface Visit {
  who: string
  places: Place[]
}

/** A dialog: the page that it stands on, and the English name of the button that opens it. */
export interface Asking {
  name: string
  at: string
  opener: string
  /** Runs on the page before the button is there, and after the dialog was looked at. */
  before?: (page: Page) => Promise<void>
  after?: (page: Page) => Promise<void>
}

interface Judged {
  /** A round with one review to be declared, one that is written and one that is handed in. */
  open: string
  undeclared: string
  written: string
  sent: string
  /** Its reviews are in, and it is not screened yet. */
  reviewed: string
  over: string
  /** Waits for a decision. */
  pending: string
  declined: string
  appealed: string
}

const TITLES = ['Ask once, not twice', 'Letters in plain words', 'Lockers without keys', 'A canteen on Mondays', 'A lift for the parcels'] as const

async function asked(title: string) {
  const { of } = await reviewed(title, 3, ['P018', 'P021', 'P028'])
  const [sven, sophie] = await Promise.all([api('P021'), api('P028')])
  const path = `/api/assignments/${of['P021']}`
  await sven.ask('PUT', path, { scores: { benefit: 5, feasibility: 4 }, comment: 'Saves asking.' }, await sven.etag(path))
  await handedIn(sophie, of['P028'] ?? '', GOOD, 'Saves asking every day.')
}

async function made() {
  const [first, second, third, fourth, fifth] = TITLES
  const [lena, refused] = await Promise.all([
    api('P010'),
    declined(fifth),
    asked(first),
    concluded(second),
    screened(third),
    declined(fourth),
  ])
  await lena.ask('POST', `/api/ideas/${refused}/appeal`, { grounds: 'The cost was counted twice.' })
}

/** What is there of it; another file of tests may have made it. */
async function found(): Promise<Judged | undefined> {
  const [lena, jonas] = await Promise.all([api('P010'), api('P005')])
  const { items } = await lena.ask<{ items: { idea_id: string; title: string }[] }>('GET', '/api/ideas?author=me&limit=100')
  const ideas = TITLES.map((title) => items.find((each) => each.title === title)?.idea_id ?? '')
  if (ideas.includes('')) return undefined
  const [first = '', second = '', pending = '', declined = '', appealed = ''] = ideas
  const round = async (idea: string) => (await jonas.ask<{ round_id: string }[]>('GET', `/api/rounds?idea_id=${idea}`))[0]?.round_id ?? ''
  const [open, over] = await Promise.all([round(first), round(second)])
  const mine = async (key: string) => {
    const { items: all } = await (await api(key)).ask<{ items: { assignment_id: string; round_id: string }[] }>('GET', '/api/assignments')
    return all.find((each) => each.round_id === open)?.assignment_id ?? ''
  }
  const [undeclared, written, sent] = await Promise.all([mine('P018'), mine('P021'), mine('P028')])
  return { open, undeclared, written, sent, reviewed: second, over, pending, declined, appealed }
}

async function judged(): Promise<Judged> {
  const there = await found()
  if (there) return there
  await made()
  return judged()
}

async function campaign(): Promise<string> {
  const jonas = await api('P005')
  const { items } = await jonas.ask<{ items: { campaign_id: string }[] }>('GET', '/api/campaigns')
  if (items[0]) return items[0].campaign_id
  const wanted = {
    names: { en: 'Less paper', fr: 'Moins de papier', de: 'Weniger Papier' },
    question: { en: 'What do we still print?', fr: 'Qu’imprimons-nous encore ?', de: 'Was drucken wir noch?' },
    text: 'Forms, letters, **lists**.',
    opens_on: inDays(0),
    closes_on: inDays(40),
    office: 'Head of logistics',
    first_answer_days: 10,
  }
  return (await jonas.ask<{ campaign_id: string }>('POST', '/api/campaigns', wanted)).campaign_id
}

/** Those of people and rules. */
async function kept(): Promise<Place[]> {
  const anybody = await api('P010')
  const first = async (path: string, id: string) =>
    String((await anybody.ask<{ items: Record<string, string>[] }>('GET', path)).items[0]?.[id])
  const [body, calendar] = await Promise.all([first('/api/bodies', 'body_id'), first('/api/calendars', 'calendar_id')])
  return [
    ['people', '/people'],
    ['person', `/people/${anybody.personId}`],
    ['units', '/people/units'],
    ['bodies', '/people/bodies'],
    ['body', `/people/bodies/${body}`],
    ['calendars', '/people/calendars'],
    ['calendar', `/people/calendars/${calendar}`],
    ['differences', '/people/differences'],
    ['rules', '/rules#DE-BPersVG-70'],
    ['ops', '/ops'],
  ]
}

const CASE = ['', '/package', '/rooms/reps', '/rooms/joint', '/opinion', '/response', '/record']

/** Everything that is to be looked at: of two people who read the same page, who may do more there. */
async function visits(): Promise<Visit[]> {
  const [{ idea, returned, draft, plan }, it, of, call, people] = await Promise.all([
    content(),
    judged(),
    heard('Lights that know when a room is empty'),
    campaign(),
    kept(),
  ])
  const ofCase = (parts: string[]) => parts.map((part): Place => [`case${part.replaceAll('/', '-')}`, `/cases/${of}${part}`])
  return [
    {
      who: 'Lena Hoffmann',
      places: [
        ['home', '/'],
        ['ideas', '/ideas'],
        ['ideas-none', '/ideas?q=zzzzzz'],
        ['new', '/ideas/new'],
        ['edit', `/ideas/${draft}/edit`],
        ['check', `/ideas/${draft}/check`],
        ['idea', `/ideas/${idea}`],
        ['returned', `/ideas/${returned}`],
        ['timeline', `/ideas/${idea}/timeline`],
        ['versions', `/ideas/${returned}/versions`],
        ['case-file', `/ideas/${idea}/record`],
        ['campaigns', '/campaigns'],
        ['campaign', `/campaigns/${call}`],
        ['search', '/search?q=room'],
      ],
    },
    {
      who: 'Lena Hoffmann',
      places: [
        ['notifications', '/notifications'],
        ['settings', '/settings'],
        ['accessibility', '/accessibility'],
        ['plans', '/plans'],
        ['plan', `/plans/${plan}`],
        ['portfolio', '/portfolio'],
        ['outcome', `/ideas/${it.reviewed}/reviews`],
        ['decided', `/ideas/${plan}/decision`],
        ['appeal', `/ideas/${it.declined}/decision`],
        ['not-for-you', '/ops'],
        ['hidden', '/ideas/00000000-0000-7000-8000-000000000000'],
        ['lost', '/nowhere'],
      ],
    },
    { who: 'Ines Lorenz', places: [['reviews', '/reviews'], ['review-declare', `/reviews/${it.undeclared}`]] },
    { who: 'Sven Becker', places: [['review', `/reviews/${it.written}`]] },
    { who: 'Sophie Renaud', places: [['reviewed', `/reviews/${it.sent}`]] },
    {
      who: 'Jonas Adler',
      places: [
        ['triage', `/triage?idea=${idea}`],
        ['call-new', '/campaigns/new'],
        ['call-edit', `/campaigns/${call}/edit`],
        ['round', `/rounds/${it.open}`],
        ['round-over', `/rounds/${it.over}`],
        ['impact', `/ideas/${it.reviewed}/impact`],
        ['impact-told', `/ideas/${it.pending}/impact`],
      ],
    },
    { who: 'Hanna Weber', places: [['decisions', '/decisions'], ['decision', `/ideas/${it.pending}/decision`]] },
    { who: 'Miriam Thull', places: [['appeal-answer', `/ideas/${it.appealed}/decision`]] },
    { who: 'Ruth Engel', places: [['cases', '/cases'], ...ofCase(CASE)] },
    { who: 'Petra Lenz', places: ofCase(['/rooms/management', '/response', '/package']) },
    { who: 'Oliver Brandt', places: [['plan-lead', `/plans/${plan}`]] },
    { who: 'Tariq Yilmaz', places: people },
  ]
}

/** A case whose package waits for its receipt. */
async function sent(): Promise<string> {
  const id = await prepared('Blinds that close by themselves')
  await (await api('P006')).ask('POST', `/api/cases/${id}/package`, PACKAGE)
  return id
}

/** The session is gone while the page stands there, and comes back. */
function leaving(): Pick<Asking, 'before' | 'after'> {
  let kept: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = []
  return {
    async before(page) {
      kept = await page.context().cookies()
      await page.context().clearCookies()
    },
    after: (page) => page.context().addCookies(kept),
  }
}

/** Every dialog of the application, by who opens it. */
export async function asking(): Promise<{ who: string; dialogs: Asking[] }[]> {
  const [{ idea, draft }, { pending }, unreceived, heardNow] = await Promise.all([
    content(),
    judged(),
    sent(),
    running('Desks that say who sat there'),
  ])
  const file = async (page: Page) => {
    if (await page.locator('a[download]').count()) return
    await page.locator('input[type=file]').setInputFiles({ name: 'map.txt', mimeType: 'text/plain', buffer: Buffer.from('rooms') })
    await page.locator('a[download]').first().waitFor()
  }
  const asides = async (page: Page) => {
    await withAsides(page)
    await page.reload()
    await settled(page)
  }
  return [
    {
      who: 'Lena Hoffmann',
      dialogs: [
        { name: 'file', at: `/ideas/${draft}/edit`, opener: 'Take away', before: file },
        { name: 'withdrawal', at: `/ideas/${pending}/decision`, opener: 'Take the idea back' },
      ],
    },
    {
      who: 'Nora Schmitz',
      dialogs: [
        { name: 'keys', at: '/settings', opener: 'Keys' },
        { name: 'comment', at: `/ideas/${idea}`, opener: 'Take back' },
        { name: 'session', at: `/ideas/${idea}`, opener: 'upport it', ...leaving() },
      ],
    },
    {
      who: 'Ruth Engel',
      dialogs: [
        { name: 'receipt', at: `/cases/${unreceived}/package`, opener: 'Confirm the receipt' },
        { name: 'missing', at: `/cases/${heardNow}/package`, opener: 'Something is missing' },
        { name: 'waiver', at: `/cases/${heardNow}/opinion`, opener: 'Do without an opinion' },
      ],
    },
    {
      who: 'Tariq Yilmaz',
      dialogs: [
        { name: 'key', at: '/ops', opener: 'Withdraw key' },
        { name: 'give up', at: '/ops', opener: 'Give up', before: asides },
      ],
    },
  ]
}

/** What is found on each of them, looked at by two at a time: so many cores a small machine has. */
export async function inPairs<T>(all: T[], look: (each: T) => Promise<string[]>): Promise<string[]> {
  const left = [...all]
  const found: string[] = []
  const one = async () => {
    for (let next = left.shift(); next; next = left.shift()) found.push(...(await look(next)))
  }
  await Promise.all([one(), one()])
  return found
}

/** What is found on all visits. */
export const visited = async (look: (visit: Visit) => Promise<string[]>) => inPairs(await visits(), look)
