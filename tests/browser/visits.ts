// Every page, by who goes there: what each of them shows is made once by the API.
import { heard, inDays } from './cases.ts'
import { content } from './content.ts'
import { concluded, declined, GOOD, handedIn, reviewed, screened } from './rounds.ts'
import { api } from './stage.ts'

/** A name and an address. */
export type Place = readonly [string, string]

export interface Visit {
  who: string
  places: Place[]
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

/** What is found on all visits, or on some of one's own, made by two at a time: so many cores a small machine has. */
export async function visited(look: (visit: Visit) => Promise<string[]>, own?: Visit[]): Promise<string[]> {
  const left = own ?? (await visits())
  const found: string[] = []
  const one = async () => {
    for (let visit = left.shift(); visit; visit = left.shift()) found.push(...(await look(visit)))
  }
  await Promise.all([one(), one()])
  return found
}
