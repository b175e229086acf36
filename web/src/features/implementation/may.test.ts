// What the pages of a plan offer to whom, and what they make of typed numbers.
import { expect, test } from 'vitest'
import type { ImplementationPlanView, ImplementationTaskView, PeopleMe } from '../../api'
import { amountOf } from './amount'
import { benefitAct, planActs, taskActs } from './may'
import { plansSearch } from './search'
import { places } from './scale'

const OWNER = 'owner'
const person = (id: string, ...roles: string[]) =>
  ({ person_id: id, roles: roles.map((role) => ({ role })) }) as unknown as PeopleMe
const owner = person(OWNER)
const lead = person('lead', 'implementer')
const head = person('head', 'decision-maker')

function task(given: Partial<ImplementationTaskView> = {}): ImplementationTaskView {
  return {
    task_id: 'one',
    title: 'Install',
    owner_id: OWNER,
    due_on: '2027-01-15',
    state: 'planned',
    depends_on: [],
    blocked_because: null,
    verified_by: null,
    origin: { source: 'plan', number: null, link: null },
    terms: null,
    version: 1,
    ...given,
  }
}

function plan(state: ImplementationPlanView['state'], ...tasks: ImplementationTaskView[]): ImplementationPlanView {
  return { idea_id: 'idea', title: 'Rooms', state, learned: null, tasks, milestones: [], benefits: [] }
}

function acts(given: Partial<ImplementationTaskView>, me: PeopleMe, locked = false, state: ImplementationPlanView['state'] = 'open') {
  const one = task(given)
  return taskActs(one, plan(state, one), me, locked)
}

test('the owner works on a task, somebody else verifies it', () => {
  expect(acts({}, owner)).toEqual(['start'])
  expect(acts({ state: 'started' }, owner)).toEqual(['finish', 'block'])
  expect(acts({ state: 'blocked' }, owner)).toEqual(['start'])
  expect(acts({ state: 'done' }, owner)).toEqual([])
  expect(acts({ state: 'done' }, lead)).toEqual(['verify', 'return'])
  expect(acts({ state: 'done', owner_id: 'lead' }, lead)).toEqual([])
  expect(acts({ state: 'done' }, head)).toEqual(['verify', 'return'])
  expect(acts({ state: 'done' }, person('other'))).toEqual([])
})

test('nothing begins while it is locked, before the decision, without owner or day, or after others', () => {
  expect(acts({}, owner, true)).toEqual([])
  expect(acts({}, owner, false, 'prepared')).toEqual([])
  expect(acts({ owner_id: null }, lead)).toEqual(['change', 'remove'])
  expect(acts({ due_on: null }, lead)).toEqual(['change', 'remove'])
  const first = task()
  const second = task({ task_id: 'two', depends_on: ['one'] })
  expect(taskActs(second, plan('open', first, second), owner, false)).toEqual([])
  const ready = plan('open', task({ state: 'dropped' }), second)
  expect(taskActs(second, ready, owner, false)).toEqual(['start'])
})

test('what was promised, or what others wait for, is not taken out', () => {
  const origin = { source: 'condition' as const, number: 1, link: null }
  expect(acts({ origin }, lead)).toEqual(['start', 'change'])
  const first = task()
  const waiting = plan('open', first, task({ task_id: 'two', depends_on: ['one'] }))
  expect(taskActs(first, waiting, lead, false)).toEqual(['start', 'change'])
})

test('a plan is completed when every task that is still needed is verified, and stopped by a decision maker', () => {
  expect(planActs(plan('open'), lead)).not.toContain('complete')
  expect(planActs(plan('open', task({ state: 'done' })), lead)).not.toContain('complete')
  expect(planActs(plan('open', task({ state: 'verified' }), task({ state: 'dropped' })), lead)).toContain('complete')
  expect(planActs(plan('open'), head)).toEqual(['offer', 'stop'])
  expect(planActs(plan('completed'), head)).toEqual([])
})

test('a benefit is measured by implementers and verified by the controller, once the idea is carried out', () => {
  const benefit = { state: 'forecast' } as Parameters<typeof benefitAct>[0]
  expect(benefitAct(benefit, plan('open'), lead)).toBeNull()
  expect(benefitAct(benefit, plan('implemented'), lead)).toBe('measure')
  const controller = person('controller', 'benefit-controller')
  expect(benefitAct({ ...benefit, state: 'measured' }, plan('implemented'), controller)).toBe('verify')
  expect(benefitAct({ ...benefit, state: 'measured' }, plan('implemented'), lead)).toBeNull()
})

test('amounts are taken as people write them', () => {
  expect(['120', '1 200,5', '1\u202f200', '0.25'].map(amountOf)).toEqual(['120', '1200.5', '1200', '0.25'])
  expect(['', 'many', '-3', '1.234,5', '3.125'].map(amountOf)).toEqual(Array(5).fill(undefined))
})

test('both amounts stand on one scale', () => {
  expect(places(100, 55)).toEqual({ expected: 90.9, measured: 50 })
  expect(places(0, null)).toEqual({ expected: 0, measured: null })
})

test('an address with what is not known shows the whole list', () => {
  expect(plansSearch({ state: 'gone', mine: 'yes', order: 3 })).toEqual({ state: undefined, mine: undefined, order: undefined })
  expect(plansSearch({ state: 'open', mine: true, order: 'newest' })).toEqual({ state: 'open', mine: true, order: 'newest' })
})
