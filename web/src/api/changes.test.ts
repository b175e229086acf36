import { readFileSync, readdirSync } from 'node:fs'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { allRefreshed, changedBy, CHANGES, refreshed, UNTOLD } from './changes'

const catalogue = readdirSync('../shared/contracts/schemas')
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.v\d+\.json$/, ''))
  .filter((event) => !event.startsWith('hr.')) // the HR system tells people alone

const KINDS = '../services/notify/src/notify/domain/kinds'
const told = readdirSync(KINDS).flatMap((file) =>
  file.endsWith('.py') ? [...readFileSync(`${KINDS}/${file}`, 'utf-8').matchAll(/^ {4}"([a-z.-]+)": _about/gm)] : [],
)

describe('what an event changes', () => {
  it('is known of every event of the catalogue, or that nobody is told of it', () => {
    expect(catalogue.length).toBeGreaterThan(60)
    expect(catalogue.filter((event) => !CHANGES.has(event) && !UNTOLD.includes(event))).toEqual([])
    expect(UNTOLD.filter((event) => CHANGES.has(event))).toEqual([])
    expect([...CHANGES.keys(), ...UNTOLD].filter((event) => !catalogue.includes(event))).toEqual([])
  })

  it('is known of everything that notify tells', () => {
    const kinds = told.map(([, kind]) => kind ?? '').filter((kind) => !kind.startsWith('reminder.'))
    expect(kinds.length).toBeGreaterThan(40)
    expect(kinds.filter((kind) => !CHANGES.has(kind))).toEqual([])
    expect(changedBy('reminder.invitation')).toContain('ideas')
  })

  it('is asked for again at once in its place, and not where it would move', async () => {
    const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
    const [idea, list, plan] = [vi.fn(() => 'idea'), vi.fn(() => 'list'), vi.fn(() => 'plan')]
    const watched = [
      { queryKey: ['ideas', 'idea', 'x'], queryFn: idea },
      { queryKey: ['ideas', 'list', {}], queryFn: list },
      { queryKey: ['implementation', 'plan', 'y'], queryFn: plan },
    ].map((each) => new QueryObserver<string>(queries, each).subscribe(() => undefined))
    await vi.waitFor(() => {
      expect([idea, list, plan].map((each) => each.mock.calls.length)).toEqual([1, 1, 1])
      expect(queries.isFetching()).toBe(0)
    })
    await refreshed(queries, ['idea.returned', 'idea.commented'])
    expect([idea, list, plan].map((each) => each.mock.calls.length)).toEqual([2, 1, 1])
    expect(queries.getQueryState(['ideas', 'list', {}])?.isInvalidated).toBe(true)
    // after a stretch without news everything is asked for but the list
    await allRefreshed(queries)
    expect([idea, list, plan].map((each) => each.mock.calls.length)).toEqual([3, 1, 2])
    for (const end of watched) end()
  })
})
