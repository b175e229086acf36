import { focusManager, InfiniteQueryObserver, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { queryClient } from './queries'

describe('answers', () => {
  it('are asked for again when somebody comes back to the window, and not where rows would move', async () => {
    const [idea, tasks, first] = [vi.fn(() => 'idea'), vi.fn(() => 'tasks'), vi.fn(() => ({ items: [] }))]
    const defaults = queryClient.getDefaultOptions()
    queryClient.setDefaultOptions({ queries: { ...defaults.queries, staleTime: 0 } })
    queryClient.mount()
    const paged = { queryKey: ['ideas', 'comments', 'x'], queryFn: first, initialPageParam: 0, getNextPageParam: () => null }
    const ends = [
      new QueryObserver(queryClient, { queryKey: ['ideas', 'idea', 'x'], queryFn: idea }).subscribe(() => undefined),
      new QueryObserver(queryClient, { queryKey: ['ideas', 'tasks'], queryFn: tasks }).subscribe(() => undefined),
      new InfiniteQueryObserver(queryClient, paged).subscribe(() => undefined),
    ]
    await vi.waitFor(() => {
      expect(queryClient.isFetching()).toBe(0)
    })
    focusManager.setFocused(false)
    focusManager.setFocused(true)
    await vi.waitFor(() => {
      expect(idea).toHaveBeenCalledTimes(2)
      expect(queryClient.isFetching()).toBe(0)
    })
    expect([tasks, first].map((each) => each.mock.calls.length)).toEqual([1, 1])
    focusManager.setFocused(undefined)
    for (const end of ends) end()
    queryClient.unmount()
    queryClient.clear()
    queryClient.setDefaultOptions(defaults)
  })
})
