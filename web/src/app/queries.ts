// What was fetched, kept while the page is open and never longer.
import { QueryClient } from '@tanstack/react-query'
import { isRefusal } from '../api'
import { standsStill } from '../api/changes'

const TRIES = 2

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: 'always',
      // who comes back to the window finds lists as they were left
      refetchOnWindowFocus: standsStill,
      retry: (failed, error) => failed < TRIES && isRefusal(error) && error.passing,
      retryDelay: (failed, error) => {
        const told = isRefusal(error) ? error.retryAfter : null
        return (told ?? 0.5 * 2 ** failed) * 1000
      },
    },
    mutations: { networkMode: 'always' },
  },
})
