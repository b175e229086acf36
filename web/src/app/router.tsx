// The addresses of the application. Each page is a chunk of its own.
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { isRefusal, meQuery } from '../api'
import { casesSearch, packageSearch, whatIf } from '../features/dialogues/search'
import { ideasSearch, text, uuid } from '../features/ideas/search'
import { plansSearch } from '../features/implementation/search'
import { Broken, Lost } from './broken'
import { wordsOf } from './language'
import { queryClient } from './queries'
import { Bare, Shell } from './shell'

interface Context {
  queryClient: QueryClient
}

/** A page and what its feature says, fetched together when it is first gone to. */
function page<T extends Record<string, unknown>, K extends keyof T & string>(feature: string, load: () => Promise<T>, name: K) {
  return lazyRouteComponent(async () => (await Promise.all([load(), wordsOf(feature)]))[0], name)
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: Lost, errorComponent: Broken })

interface SignInSearch {
  /** Where to go on afterwards, an address of this application. */
  next?: string | undefined
  /** In a window of its own: another one waits for it. */
  again?: boolean | undefined
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    next: typeof search.next === 'string' && /^\/(?![/\\])/.test(search.next) ? search.next : undefined,
    again: search.again === true ? true : undefined,
  }),
  component: Bare,
})

const signInPage = createRoute({
  getParentRoute: () => signIn,
  path: '/',
  component: page('session', () => import('../features/session/sign-in'), 'SignIn'),
})

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
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

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: page('home', () => import('../features/home/home'), 'Home'),
})

const ideas = createRoute({
  getParentRoute: () => inside,
  path: '/ideas',
  validateSearch: ideasSearch,
  component: page('ideas', () => import('../features/ideas/list'), 'Ideas'),
})

const newIdea = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/new',
  validateSearch: (search: Record<string, unknown>): { title?: string | undefined; campaign?: string | undefined } => ({
    title: typeof search.title === 'string' ? search.title : undefined,
    campaign: uuid(search.campaign),
  }),
  component: page('ideas', () => import('../features/ideas/new'), 'NewIdea'),
})

const editIdea = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/edit',
  component: page('ideas', () => import('../features/ideas/edit'), 'EditIdea'),
})

const checkIdea = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/check',
  component: page('ideas', () => import('../features/ideas/check'), 'CheckIdea'),
})

const idea = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId',
  component: page('ideas', () => import('../features/ideas/idea'), 'Idea'),
})

const timeline = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/timeline',
  component: page('ideas', () => import('../features/ideas/timeline'), 'Timeline'),
})

const versions = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/versions',
  validateSearch: (search: Record<string, unknown>): { from?: number | undefined; to?: number | undefined } => ({
    from: Number.isInteger(search.from) ? Number(search.from) : undefined,
    to: Number.isInteger(search.to) ? Number(search.to) : undefined,
  }),
  component: page('ideas', () => import('../features/ideas/versions'), 'Versions'),
})

const triage = createRoute({
  getParentRoute: () => inside,
  path: '/triage',
  validateSearch: (search: Record<string, unknown>): { idea?: string | undefined } => ({
    idea: uuid(search.idea),
  }),
  component: page('ideas', () => import('../features/ideas/desk'), 'Desk'),
})

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  component: page('ideas', () => import('../features/ideas/campaigns'), 'Campaigns'),
})

const newCampaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/new',
  component: page('ideas', () => import('../features/ideas/calling'), 'NewCall'),
})

const campaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$campaignId',
  component: page('ideas', () => import('../features/ideas/call'), 'Call'),
})

const editCampaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$campaignId/edit',
  component: page('ideas', () => import('../features/ideas/calling'), 'EditCall'),
})

const search = createRoute({
  getParentRoute: () => inside,
  path: '/search',
  validateSearch: (asked: Record<string, unknown>): { q?: string | undefined } => ({ q: text(asked.q) }),
  component: page('ideas', () => import('../features/ideas/seek'), 'Seek'),
})

const record = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/record',
  component: page('ideas', () => import('../features/ideas/record'), 'CaseFile'),
})

/** Around ideas: the desk, the calls, the search, the case file. */
const aroundIdeas = [triage, campaigns, newCampaign, campaign, editCampaign, search, record]

const cases = createRoute({
  getParentRoute: () => inside,
  path: '/cases',
  validateSearch: casesSearch,
  component: page('dialogues', () => import('../features/dialogues/list'), 'Cases'),
})

const aCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId',
  validateSearch: whatIf,
  component: page('dialogues', () => import('../features/dialogues/case'), 'Case'),
})

const casePackage = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/package',
  validateSearch: packageSearch,
  component: page('dialogues', () => import('../features/dialogues/package'), 'CasePackage'),
})

const consultations = [cases, aCase, casePackage]

const plans = createRoute({
  getParentRoute: () => inside,
  path: '/plans',
  validateSearch: plansSearch,
  component: page('implementation', () => import('../features/implementation/list'), 'Plans'),
})

const plan = createRoute({
  getParentRoute: () => inside,
  path: '/plans/$ideaId',
  component: page('implementation', () => import('../features/implementation/plan'), 'Plan'),
})

const implementation = [plans, plan]

export const routeTree = root.addChildren([
  signIn.addChildren([signInPage]),
  inside.addChildren([home, ideas, newIdea, editIdea, checkIdea, idea, timeline, versions, ...aroundIdeas, ...consultations, ...implementation]),
])

export const router = createRouter({
  routeTree,
  context: { queryClient },
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultNotFoundComponent: Lost,
  defaultErrorComponent: Broken,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
