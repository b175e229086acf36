// Consultations as the people of the demo bring them about, made by the API.
import assert from 'node:assert/strict'
import { api, now } from './stage.ts'

type Api = Awaited<ReturnType<typeof api>>

const PATIENCE = 30_000

/** Looks until there is something: services meet only through events. */
export async function until<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const limit = Date.now() + PATIENCE
  for (;;) {
    const found = await look().catch((error: unknown) => {
      if (error instanceof assert.AssertionError && Date.now() < limit) return undefined
      throw error
    })
    if (found) return found
    assert.ok(Date.now() < limit, `${what} did not come`)
    await new Promise((go) => setTimeout(go, 100))
  }
}

export const inDays = (days: number) => new Date(now() + days * 86_400_000).toISOString().slice(0, 10)

/** Two reviews of an idea that was handed in, and the end of its round. */
export async function reviewed(scheme: Api, idea: string) {
  const day = { action: 'review', quorum: 2, due_on: inDays(20) }
  await scheme.ask('POST', `/api/ideas/${idea}/triage`, day)
  const round = await until(
    async () => (await scheme.ask<{ round_id: string }[]>('GET', `/api/rounds?idea_id=${idea}`))[0],
    'the round',
  )
  await Promise.all(
    ['P018', 'P021'].map(async (persona) => {
      const reviewer = await api(persona)
      const { assignment_id: id } = await scheme.ask<{ assignment_id: string }>(
        'POST',
        `/api/rounds/${round.round_id}/assignments`,
        { person_id: reviewer.personId },
      )
      const path = `/api/assignments/${id}`
      const scores = { benefit: 5, feasibility: 4, effort: 4, people: 4 }
      await reviewer.ask('PUT', path, { scores, comment: 'Good.' }, await reviewer.etag(path))
      await reviewer.ask('POST', `${path}/submission`)
    }),
  )
  await until(
    async () => (await scheme.ask<{ status: string }>('GET', `/api/ideas/${idea}`)).status === 'reviewed' || undefined,
    'the end of the reviews',
  )
}

/** A case of the staff council about a new idea, prepared: the package is owed. Returns its id. */
export async function prepared(title: string, author = 'P010'): Promise<string> {
  const [lena, scheme, officer] = await Promise.all([api(author), api('P005'), api('P006')])
  const { idea_id: idea } = await lena.ask<{ idea_id: string }>('POST', '/api/ideas', {
    title,
    text: 'Sensors show which rooms are free, without recording anybody.',
    language: 'en',
  })
  await lena.ask('POST', `/api/ideas/${idea}/submission`, {})
  await reviewed(scheme, idea)
  const screen = { answers: { monitoring: true }, measure: 'Room sensors', urgent: false }
  await scheme.ask('POST', `/api/ideas/${idea}/impact-screen`, screen)
  const found = await until(
    async () => (await officer.ask<{ items: { case_id: string }[] }>('GET', `/api/cases?idea_id=${idea}`)).items[0],
    'the case',
  )
  return found.case_id
}

export const PACKAGE = {
  measure: 'Room sensors',
  reasons: 'Rooms stand empty while teams look for one.',
  effects: 'No personal data is recorded.',
  documents: ['data-sheet.pdf', 'https://example.org/plan'],
}

/** A case with an opinion of two points, of which one is answered, and words in a room: every page has something to show. */
export async function heard(title: string): Promise<string> {
  const [officer, chair] = await Promise.all([api('P006'), api('P016')])
  // another file of tests may have made it before
  const { items } = await officer.ask<{ items: { case_id: string; title: string }[] }>('GET', '/api/cases?limit=100')
  const found = items.find((each) => each.title === title)
  if (found) return found.case_id
  const id = await running(title)
  const path = `/api/cases/${id}`
  await chair.ask('POST', `${path}/rooms/representatives/messages`, { text: 'What do we think?', mentions: [] })
  await chair.ask('POST', `${path}/opinion`, {
    stance: 'consent-with-conditions',
    resolution: 'We agree with two points.',
    points: [
      { number: 1, text: 'No profiles of single persons', demand: 'Aggregate before storing' },
      { number: 2, text: 'A pilot before all floors' },
    ],
    votes: { in_favour: 2, against: 0, abstained: 0 },
    minority_views: ['One member would rather wait.'],
  })
  const answers = [{ number: 1, answer: 'partly', reason: 'From June.' }]
  await officer.ask('POST', `${path}/response`, { points: answers })
  return id
}

/** A case whose period runs. */
export async function running(title: string, author?: string, chairs = 'P016'): Promise<string> {
  const id = await prepared(title, author)
  const [officer, chair] = await Promise.all([api('P006'), api(chairs)])
  await officer.ask('POST', `/api/cases/${id}/package`, PACKAGE)
  await chair.ask('POST', `/api/cases/${id}/receipt`, {})
  return id
}
