// Rounds of review that the pages can show, made by the API as the people of the demo would.
import { inDays, until } from './cases.ts'
import { api } from './stage.ts'

export type Caller = Awaited<ReturnType<typeof api>>

export interface Round {
  idea: string
  round: string
  /** The assignments, by the key of the reviewer. */
  of: Record<string, string>
}

/** Until an idea has come so far, for somebody who sees it. */
export async function becomes(idea: string, status: string, persona = 'P005') {
  const reader = await api(persona)
  const seen = async () => (await reader.ask<{ status: string }>('GET', `/api/ideas/${idea}`)).status
  await until(async () => (await seen()) === status || undefined, `the idea as ${status}`)
}

const TEXT = 'Forms ask the same thing three times.\n\n## What we propose\n\nAsk once.'

/** An idea of Lena's that is sent to review, with those who are asked. */
export async function reviewed(title: string, quorum: number, reviewers: string[], text = TEXT): Promise<Round> {
  const [lena, jonas] = await Promise.all([api('P010'), api('P005')])
  const { idea_id: idea } = await lena.ask<{ idea_id: string }>('POST', '/api/ideas', { title, text, language: 'en' })
  await lena.ask('POST', `/api/ideas/${idea}/submission`, {})
  await jonas.ask('POST', `/api/ideas/${idea}/triage`, { action: 'review', quorum, due_on: inDays(20) })
  const round = await until(
    async () => (await jonas.ask<{ round_id: string }[]>('GET', `/api/rounds?idea_id=${idea}`))[0]?.round_id,
    'the round',
  )
  const of: Record<string, string> = {}
  // one after the other: each is asked under the lock of the round
  for (const key of reviewers) {
    const body = { person_id: (await api(key)).personId }
    of[key] = (await jonas.ask<{ assignment_id: string }>('POST', `/api/rounds/${round}/assignments`, body)).assignment_id
  }
  return { idea, round, of }
}

/** A review that somebody writes by a script. */
export async function handedIn(who: Caller, assignment: string, scores: Record<string, number>, comment: string) {
  const path = `/api/assignments/${assignment}`
  await who.ask('PUT', path, { scores, comment }, await who.etag(path))
  await who.ask('POST', `${path}/submission`)
}

export const GOOD = { benefit: 5, feasibility: 4, effort: 4, people: 4 }

/** An idea whose reviews are in. */
export async function concluded(title: string): Promise<Round> {
  const made = await reviewed(title, 2, ['P018', 'P021'])
  const [ines, sven] = await Promise.all([api('P018'), api('P021')])
  await handedIn(ines, made.of['P018'] ?? '', GOOD, 'Saves walking and asking every day.')
  await handedIn(sven, made.of['P021'] ?? '', { ...GOOD, benefit: 3 }, 'Start with two forms.')
  await becomes(made.idea, 'reviewed')
  return made
}

/** An idea that waits for a decision: nobody need be heard. */
export async function screened(title: string): Promise<string> {
  const { idea } = await concluded(title)
  await (await api('P005')).ask('POST', `/api/ideas/${idea}/impact-screen`, { answers: {}, measure: title, urgent: false })
  await becomes(idea, 'decision_pending')
  return idea
}

/** An idea that was turned down; its authors may appeal. */
export async function declined(title: string): Promise<string> {
  const [idea, hanna] = await Promise.all([screened(title), api('P001')])
  await hanna.ask('POST', `/api/ideas/${idea}/decision`, {
    outcome: 'declined',
    reason_code: 'cost-too-high',
    text: 'It costs more than it saves.',
    office: 'Head of the authority',
    appeal_until: inDays(40),
  })
  return idea
}
