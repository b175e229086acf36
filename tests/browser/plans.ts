// An idea from its draft to its plan, made by the API as the people of the demo would: two seconds instead of minutes.
import assert from 'node:assert/strict'
import { api } from './stage.ts'

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

type Asker = Awaited<ReturnType<typeof api>>

/** Until what is asked for is so: events travel meanwhile. */
export async function until<T>(ask: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  for (let look = 0; look < 200; look++) {
    const found = await ask()
    if (holds(found)) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return assert.fail('it did not come to that')
}

async function reviewed(office: Asker, idea: string) {
  await office.ask('POST', `/api/ideas/${idea}/triage`, { action: 'review', quorum: 1, due_on: inDays(20) })
  const [round] = await until(
    () => office.ask<{ round_id: string }[]>('GET', `/api/rounds?idea_id=${idea}`),
    (found) => found.length > 0,
  )
  const ines = await api('P018')
  const assigned = await office.ask<{ assignment_id: string }>('POST', `/api/rounds/${round?.round_id}/assignments`, {
    person_id: ines.personId,
  })
  const path = `/api/assignments/${assigned.assignment_id}`
  const review = { scores: { benefit: 5, feasibility: 4, effort: 4, people: 4 }, comment: 'Good.' }
  await ines.ask('PUT', path, review, await ines.etag(path))
  await ines.ask('POST', `${path}/submission`)
}

/** An idea of Lena's that was accepted under one condition; its plan is open and the condition is its first task. */
export async function planned(title: string, outcome = 'accepted-with-changes'): Promise<string> {
  const [lena, office, head] = await Promise.all([api('P010'), api('P005'), api('P001')])
  const text = 'Sensors show which rooms are free, without recording anybody.'
  const { idea_id: idea } = await lena.ask<{ idea_id: string }>('POST', '/api/ideas', { title, text, language: 'en' })
  const stands = (status: string) =>
    until(
      () => office.ask<{ status: string }>('GET', `/api/ideas/${idea}`),
      (found) => found.status === status,
    )
  await lena.ask('POST', `/api/ideas/${idea}/submission`, {})
  await reviewed(office, idea)
  await stands('reviewed')
  await office.ask('POST', `/api/ideas/${idea}/impact-screen`, { answers: {}, measure: title, urgent: false })
  await stands('decision_pending')
  await head.ask('POST', `/api/ideas/${idea}/decision`, {
    outcome,
    reason_code: 'benefit-outweighs-effort',
    text: 'We start with two floors.',
    office: 'Head of the authority',
    conditions: ['No individual profiles'],
    appeal_until: inDays(40),
  })
  await until(
    () => office.ask<{ items: { idea_id: string }[] }>('GET', '/api/plans?state=open&limit=100'),
    ({ items }) => items.some((each) => each.idea_id === idea),
  )
  return idea
}
