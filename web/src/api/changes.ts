// What each event changes: the services whose answers are other ones afterwards. An event reaches the browser as the
// notification that it made for the reader; of what nobody is told, nothing is known here.
import type { QueryClient } from '@tanstack/react-query'

export type Service = 'people' | 'ideas' | 'review' | 'union-dialogue' | 'implementation'

const IN: readonly [readonly Service[], readonly string[]][] = [
  [
    ['ideas'],
    [
      ...['author.invited', 'shares.proposed', 'idea.submitted', 'idea.returned', 'idea.commented', 'support.reached', 'idea.rerouted'],
      ...['answer.due', 'answer.overdue', 'appeal.lodged', 'appeal.decided', 'idea.woken'],
    ],
  ],
  [['ideas', 'review'], ['review.requested', 'round.concluded', 'round.overdue']],
  [
    ['review'],
    [
      ...['reviewer.assigned', 'assignment.rescheduled', 'assignment.released', 'assignment.escalated'],
      ...['round.calibrating', 'round.extended', 'round.cancelled'],
    ],
  ],
  [['ideas', 'review', 'union-dialogue', 'implementation'], ['idea.withdrawn', 'idea.merged', 'idea.decided']],
  [
    ['ideas', 'union-dialogue'],
    ['consultation.not-required', 'consultation.contested', 'opinion.delivered', 'opinion.deemed'],
  ],
  [
    ['ideas', 'union-dialogue', 'implementation'],
    ['consultation.required', 'case.closed', 'case.withdrawn', 'response.published'],
  ],
  [
    ['union-dialogue'],
    [
      ...['case.prepared', 'package.provided', 'package.received', 'completeness.disputed', 'completeness.settled'],
      ...['clock.started', 'clock.changed', 'clock.stopped', 'clock.expired', 'message.posted', 'message.edited'],
      ...['substitute.seated', 'substitute.released', 'opinion.corrected', 'response.corrected'],
    ],
  ],
  [['ideas', 'implementation'], ['plan.opened', 'plan.stopped', 'idea.implemented', 'benefit.measured', 'idea.completed']],
  [
    ['implementation'],
    [
      ...['role.offered', 'role.accepted', 'role.declined', 'task.planned', 'task.removed', 'task.blocked', 'task.done'],
      ...['task.returned', 'milestone.missed', 'benefit.returned'],
    ],
  ],
]

/** The services that each event changes. */
export const CHANGES: ReadonlyMap<string, readonly Service[]> = new Map(
  IN.flatMap(([services, events]) => events.map((event): [string, readonly Service[]] => [event, services])),
)

/** Events of which nobody is told: they reach no browser, and pages learn of them when they ask again. */
export const UNTOLD: readonly string[] = [
  ...['attachment.added', 'attachment.removed', 'idea.revised', 'idea.endorsed', 'invitation.settled', 'shares.settled'],
  ...['interest.noted', 'round.opened', 'review.submitted', 'conflict.declared', 'assignment.settled'],
  ...['case.opened', 'regime.chosen', 'lead.elected', 'members.left-out', 'agreement.signed'],
  ...['plan.approved', 'milestone.reached', 'benefit.forecast', 'benefit.verified', 'reward.computed'],
  ...['task.started', 'task.verified', 'task.dropped', 'notification.delivered', 'notification.failed'],
  ...['campaign.announced', 'campaign.changed', 'campaign.closed'],
  ...['person.changed', 'person.erased', 'unit.changed', 'body.changed', 'calendar.changed'],
]

/** A reminder, or a kind that is younger than this page, may be about anything. */
const ALL: readonly Service[] = ['ideas', 'review', 'union-dialogue', 'implementation']

export const changedBy = (kind: string): readonly Service[] => CHANGES.get(kind) ?? ALL

interface Asked {
  queryKey: readonly unknown[]
  state: { data?: unknown }
}

/** Lists keep what they show: it would move under the reader. Their page offers what is new. */
export function standsStill({ queryKey, state }: Asked): boolean {
  const paged = typeof state.data === 'object' && state.data !== null && 'pages' in state.data
  return !paged && !['tasks', 'list', 'notifications', 'similar'].includes(String(queryKey[1]))
}

/** What some events changed is asked for again: at once where it stands in its place, else when it is next shown. */
export async function refreshed(queries: QueryClient, kinds: readonly string[]) {
  const services = new Set<unknown>(['notify', ...kinds.flatMap(changedBy)])
  await again(queries, ({ queryKey }) => services.has(queryKey[0]))
}

/** After a stretch without news anything may be another: as if everything had changed. */
export async function allRefreshed(queries: QueryClient) {
  await again(queries, () => true)
}

async function again(queries: QueryClient, changed: (query: Asked) => boolean) {
  await queries.invalidateQueries({ predicate: changed, refetchType: 'none' })
  await queries.refetchQueries({ type: 'active', predicate: (query) => changed(query) && standsStill(query) })
}
