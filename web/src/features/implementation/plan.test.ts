// In which order tasks are done, and what the pages make of typed numbers and addresses.
import { expect, test } from 'vitest'
import type { ImplementationPlanView, ImplementationTaskSeen, ImplementationTaskView } from '../../api'
import { amountOf } from './amount'
import { waitsFor } from './order'
import { plansSearch } from './search'
import { places } from './scale'

function task(given: Partial<ImplementationTaskSeen> = {}): ImplementationTaskSeen {
  return {
    task_id: 'one',
    title: 'Install',
    owner_id: 'owner',
    due_on: '2027-01-15',
    state: 'planned',
    depends_on: [],
    blocked_because: null,
    verified_by: null,
    origin: { source: 'plan', number: null, link: null },
    terms: null,
    version: 1,
    may: [],
    ...given,
  }
}

function plan(state: ImplementationPlanView['state'], ...tasks: ImplementationTaskSeen[]): ImplementationPlanView {
  return { idea_id: 'idea', title: 'Rooms', state, learned: null, tasks, milestones: [], benefits: [], may: [] }
}

test('a task waits for those that it depends on, until they are done or not needed any more', () => {
  const second = task({ task_id: 'two', depends_on: ['one'] })
  const waiting = (state: ImplementationTaskView['state']) => {
    const first = task({ state })
    return waitsFor(second, plan('open', first, second)).map(({ task_id: id }) => id)
  }
  expect((['planned', 'started', 'blocked'] as const).map(waiting)).toEqual([['one'], ['one'], ['one']])
  expect((['done', 'verified', 'dropped'] as const).flatMap(waiting)).toEqual([])
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
