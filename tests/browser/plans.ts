// An idea from its draft to its plan, made by the API as the people of the demo would: two seconds instead of minutes.
import { inDays, reviewed, until } from './cases.ts'
import { api } from './stage.ts'

/** An idea of Lena's that was accepted under one condition; its plan is open and the condition is its first task. */
export async function planned(title: string, outcome = 'accepted-with-changes'): Promise<string> {
  const [lena, office, head] = await Promise.all([api('P010'), api('P005'), api('P001')])
  const text = 'Sensors show which rooms are free, without recording anybody.'
  const { idea_id: idea } = await lena.ask<{ idea_id: string }>('POST', '/api/ideas', { title, text, language: 'en' })
  await lena.ask('POST', `/api/ideas/${idea}/submission`, {})
  await reviewed(office, idea)
  await office.ask('POST', `/api/ideas/${idea}/impact-screen`, { answers: {}, measure: title, urgent: false })
  await until(
    async () => (await office.ask<{ status: string }>('GET', `/api/ideas/${idea}`)).status === 'decision_pending' || undefined,
    'the turn of the decision maker',
  )
  await head.ask('POST', `/api/ideas/${idea}/decision`, {
    outcome,
    reason_code: 'benefit-outweighs-effort',
    text: 'We start with two floors.',
    office: 'Head of the authority',
    conditions: ['No individual profiles'],
    appeal_until: inDays(40),
  })
  await until(async () => {
    const { items } = await office.ask<{ items: { idea_id: string }[] }>('GET', '/api/plans?state=open&limit=100')
    return items.some((each) => each.idea_id === idea) || undefined
  }, 'the plan')
  return idea
}
