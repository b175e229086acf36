// What every address stands on: the root, the pages behind the sign-in, and those for whoever comes.
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { isRefusal, meQuery, Refusal } from '../../api'
import { Lost, Nothing } from '../broken'
import { wordsOf } from '../language'
import { Bare, Shell } from '../shell'

interface Context {
  queryClient: QueryClient
}

/** A page and what its feature says, fetched together when it is first gone to. */
export function page<T extends Record<string, unknown>, K extends keyof T & string>(feature: string, load: () => Promise<T>, name: K) {
  return lazyRouteComponent(async () => {
    try {
      return (await Promise.all([load(), wordsOf(feature)]))[0]
    } catch (error) {
      // the router would load the whole window again, and without a connection nothing of it would be left
      throw navigator.onLine ? error : new Refusal({ status: 0 })
    }
  }, name)
}

export const root = createRootRouteWithContext<Context>()({ notFoundComponent: Lost, errorComponent: Nothing })

interface SignInSearch {
  /** Where to go on afterwards, an address of this application. */
  next?: string | undefined
  /** In a window of its own: another one waits for it. */
  again?: boolean | undefined
}

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    next: typeof search.next === 'string' && /^\/(?![/\\])/.test(search.next) ? search.next : undefined,
    again: search.again === true ? true : undefined,
  }),
  component: Bare,
})

export const signInPage = createRoute({
  getParentRoute: () => signIn,
  path: '/',
  component: page('session', () => import('../../features/session/sign-in'), 'SignIn'),
})

export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  errorComponent: Nothing,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.query({ ...meQuery, staleTime: 'static' })
    } catch (error) {
      if (isRefusal(error) && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href === '/' ? undefined : location.href } })
      throw error
    }
  },
})

// for whoever comes, signed in or not
export const outside = createRoute({ getParentRoute: () => root, id: 'outside', component: Bare })
