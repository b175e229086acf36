// Ideas, comments and a draft that the pages can show, made once by the API as the people of the demo would.
import { inDays } from './cases.ts'
import { planned } from './plans.ts'
import { api } from './stage.ts'

interface Idea {
  idea_id: string
}

export interface Content {
  /** Handed in, talked about and supported. */
  idea: string
  /** Sent back and changed: it has two versions. */
  returned: string
  /** Lena's own. */
  draft: string
  /** Lena's, accepted: its plan has tasks, a milestone, a forecast, and a part for her. */
  plan: string
}

const PLAN = 'Loan laptops for short missions'
const TITLES = ['One calendar for every bookable room', 'Salles libres sur un plan', 'Kürzere Formulare für Dienstreisen']

async function plan(): Promise<string> {
  const idea = await planned(PLAN)
  const [lena, nora, oliver] = await Promise.all([api('P010'), api('P012'), api('P007')])
  const path = `/api/plans/${idea}`
  const task = (title: string, days: number, after: string[] = []) =>
    oliver.ask<{ task_id: string }>('POST', `${path}/tasks`, {
      title,
      owner_id: nora.personId,
      due_on: inDays(days),
      depends_on: after,
    })
  const order = await task('Order ten laptops', 1)
  await task('Hand them out at the reception desk of the main building', 40, [order.task_id])
  await nora.ask('POST', `${path}/tasks/${order.task_id}/start`)
  await nora.ask('POST', `${path}/tasks/${order.task_id}/block`, { reason: 'The supplier has none before spring.' })
  await oliver.ask('POST', `${path}/milestones`, { title: 'The first ten are lent', due_on: inDays(60) })
  const benefit = { kind: 'hours', amount: '120', unit: 'hours a year', measure_on: inDays(200) }
  await oliver.ask('POST', `${path}/benefits`, benefit)
  await oliver.ask('POST', `${path}/role-offers`, { person_id: lena.personId, part: 'Try it with two teams', hours: 20 })
  return idea
}

async function made(): Promise<Content> {
  const [lena, nora, jonas] = await Promise.all([api('P010'), api('P012'), api('P005')])
  // another file of tests may have made them before
  const { items } = await lena.ask<{ items: (Idea & { title: string })[] }>('GET', '/api/ideas?author=me&limit=100')
  const [idea, returned, there, before] = [...TITLES, PLAN].map((title) => items.find((each) => each.title === title)?.idea_id)
  if (idea && returned && there && before) return { idea, returned, draft: there, plan: before }
  const planning = plan()
  const text = (body: string) =>
    `${body}\n\n## What we propose\n\n- one shared calendar\n- free rooms on a map\n\nWho is concerned: **everybody** in three buildings.`
  const draft = (title: string, body: string, language: string) =>
    lena.ask<Idea>('POST', '/api/ideas', { title, text: body, language, facets: ['enhancement', 'adaptive'] })

  const first = await draft(TITLES[0] ?? '', text('Rooms are booked in three tools.'), 'en')
  await lena.ask('POST', `/api/ideas/${first.idea_id}/submission`, {})
  await nora.ask('PUT', `/api/ideas/${first.idea_id}/endorsement`)
  const path = `/api/ideas/${first.idea_id}/comments`
  const said = await nora.ask<{ comment_id: string }>('POST', path, { text: 'Does that hold for *lecture halls* too?' })
  await jonas.ask('POST', path, { text: 'Good question. The halls have a calendar of their own.', parent_id: said.comment_id })

  const second = await draft(TITLES[1] ?? '', 'On cherche une salle à pied, étage par étage.', 'fr')
  await lena.ask('POST', `/api/ideas/${second.idea_id}/submission`, {})
  const question = 'Which rooms do you mean, and who keeps the map current?'
  const back = { action: 'return', reason_code: 'unclear', text: question }
  await jonas.ask('POST', `/api/ideas/${second.idea_id}/triage`, back)
  const etag = await lena.etag(`/api/ideas/${second.idea_id}`)
  const revised = { text: 'On cherche une salle libre à pied, étage par étage. Un plan à jour le dirait.' }
  await lena.ask('PATCH', `/api/ideas/${second.idea_id}`, revised, etag)

  const third = await draft(TITLES[2] ?? '', 'Das Formular fragt dreimal nach demselben.', 'de')
  return { idea: first.idea_id, returned: second.idea_id, draft: third.idea_id, plan: await planning }
}

let once: Promise<Content> | undefined

export function content(): Promise<Content> {
  once ??= made()
  return once
}

/** The pages that somebody of the employees may go to, with a name each. */
export async function addresses(): Promise<[string, string][]> {
  const { idea, returned, draft, plan } = await content()
  return [
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
    ['search', '/search?q=room'],
    ['notifications', '/notifications'],
    ['settings', '/settings'],
    ['ops', '/ops'],
    ['accessibility', '/accessibility'],
    ['plans', '/plans'],
    ['plan', `/plans/${plan}`],
    ['portfolio', '/portfolio'],
    ['hidden', '/ideas/00000000-0000-7000-8000-000000000000'],
    ['lost', '/nowhere'],
  ]
}

/** Those of people and rules, as the administrator sees them. */
export async function kept(): Promise<[string, string][]> {
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
  ]
}
