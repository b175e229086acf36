// Which acts a plan offers to whom: what the service would refuse is not shown.
import {
  hasRole,
  type ImplementationBenefitView,
  type ImplementationMilestoneView,
  type ImplementationPlanView,
  type ImplementationTaskView,
  type PeopleMe,
} from '../../api'

export type TaskAct = 'start' | 'finish' | 'block' | 'verify' | 'return' | 'change' | 'remove'

const OVER = ['done', 'verified', 'dropped']

/** The tasks that this one waits for. */
export function waitsFor(task: ImplementationTaskView, plan: ImplementationPlanView): ImplementationTaskView[] {
  return plan.tasks.filter((each) => task.depends_on.includes(each.task_id) && !OVER.includes(each.state))
}

function worksOn(task: ImplementationTaskView, plan: ImplementationPlanView, locked: boolean): TaskAct[] {
  if (task.state === 'started') return ['finish', 'block']
  const ready = task.owner_id !== null && task.due_on !== null && waitsFor(task, plan).length === 0
  return ready && !locked && ['planned', 'blocked'].includes(task.state) ? ['start'] : []
}

function plans(task: ImplementationTaskView, plan: ImplementationPlanView): TaskAct[] {
  if (['started', 'blocked'].includes(task.state)) return ['change']
  if (task.state !== 'planned') return []
  const needed = plan.tasks.some((each) => each.depends_on.includes(task.task_id))
  return task.origin.source === 'plan' && !needed ? ['change', 'remove'] : ['change']
}

export function taskActs(task: ImplementationTaskView, plan: ImplementationPlanView, me: PeopleMe, locked: boolean): TaskAct[] {
  const lead = hasRole(me, 'implementer')
  const own = task.owner_id === me.person_id
  const open = plan.state === 'open'
  const verifies = open && task.state === 'done' && !own && hasRole(me, 'implementer', 'scheme-officer', 'decision-maker')
  return [
    ...(open && (own || lead) ? worksOn(task, plan, locked) : []),
    ...(verifies ? (['verify', 'return'] as const) : []),
    ...(lead && (open || plan.state === 'prepared') ? plans(task, plan) : []),
  ]
}

export type PlanAct = 'add' | 'forecast' | 'offer' | 'complete' | 'stop'

function ready(plan: ImplementationPlanView): boolean {
  const owed = plan.tasks.filter((each) => each.state !== 'dropped')
  return owed.length > 0 && owed.every((each) => each.state === 'verified')
}

export function planActs(plan: ImplementationPlanView, me: PeopleMe): PlanAct[] {
  const lead = hasRole(me, 'implementer')
  const decides = hasRole(me, 'decision-maker')
  const isIn = (...states: ImplementationPlanView['state'][]) => states.includes(plan.state)
  const offered: [PlanAct, boolean][] = [
    ['add', lead && isIn('prepared', 'open')],
    ['forecast', lead && isIn('open', 'implemented')],
    ['offer', (lead || decides) && isIn('open')],
    ['complete', lead && isIn('open') && ready(plan)],
    ['stop', decides && isIn('open', 'implemented')],
  ]
  return offered.filter(([, may]) => may).map(([act]) => act)
}

export function mayReach(milestone: ImplementationMilestoneView, plan: ImplementationPlanView, me: PeopleMe): boolean {
  return hasRole(me, 'implementer') && plan.state === 'open' && milestone.state !== 'reached'
}

export type BenefitAct = 'measure' | 'verify'

export function benefitAct(benefit: ImplementationBenefitView, plan: ImplementationPlanView, me: PeopleMe): BenefitAct | null {
  if (plan.state !== 'implemented') return null
  if (benefit.state === 'forecast' && hasRole(me, 'implementer')) return 'measure'
  return benefit.state === 'measured' && hasRole(me, 'benefit-controller') ? 'verify' : null
}
