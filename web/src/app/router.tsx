// The addresses of the application. Each page is a chunk of its own.
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { isRefusal, meQuery } from '../api'
import { decisionsSearch } from '../features/decisions/search'
import { casesSearch, opinionSearch, packageSearch, responseSearch, whatIf } from '../features/dialogues/search'
import { ideasSearch } from '../features/ideas/search'
import { plansSearch } from '../features/implementation/search'
import { directorySearch, unitsSearch } from '../features/people/search'
import { portfolioSearch } from '../features/portfolio/search'
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
  validateSearch: (search: Record<string, unknown>): { title?: string | undefined } => ({
    title: typeof search.title === 'string' ? search.title : undefined,
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

// what is everybody's
const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/notifications',
  validateSearch: (search: Record<string, unknown>): { unread?: boolean | undefined } => ({
    unread: search.unread === true ? true : undefined,
  }),
  component: page('notifications', () => import('../features/notifications/inbox'), 'Notifications'),
})

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: page('notifications', () => import('../features/notifications/settings'), 'Settings'),
})

const operations = createRoute({
  getParentRoute: () => inside,
  path: '/ops',
  component: page('operations', () => import('../features/operations/operations'), 'Operations'),
})

// for whoever comes, signed in or not
const outside = createRoute({ getParentRoute: () => root, id: 'outside', component: Bare })

const accessibility = createRoute({
  getParentRoute: () => outside,
  path: '/accessibility',
  component: page('accessibility', () => import('../features/accessibility/statement'), 'Statement'),
})

const everybodys = [notifications, settings, operations]
const peerReview = [
  createRoute({
    getParentRoute: () => inside,
    path: '/reviews',
    component: page('reviews', () => import('../features/reviews/list'), 'Reviews'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/reviews/$assignmentId',
    component: page('reviews', () => import('../features/reviews/review'), 'Review'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/rounds/$roundId',
    component: page('reviews', () => import('../features/reviews/round'), 'Round'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/ideas/$ideaId/reviews',
    component: page('reviews', () => import('../features/reviews/outcome'), 'IdeaReviews'),
  }),
] as const

const decisions = [
  createRoute({
    getParentRoute: () => inside,
    path: '/decisions',
    validateSearch: decisionsSearch,
    component: page('decisions', () => import('../features/decisions/list'), 'Decisions'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/ideas/$ideaId/decision',
    component: page('decisions', () => import('../features/decisions/decision'), 'Decision'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/ideas/$ideaId/impact',
    component: page('decisions', () => import('../features/decisions/impact'), 'Impact'),
  }),
] as const

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

const caseRoom = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/rooms/$room',
  component: page('dialogues', () => import('../features/dialogues/room'), 'CaseRoom'),
})

const caseOpinion = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/opinion',
  validateSearch: opinionSearch,
  component: page('dialogues', () => import('../features/dialogues/opinion'), 'CaseOpinion'),
})

const caseResponse = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/response',
  validateSearch: responseSearch,
  component: page('dialogues', () => import('../features/dialogues/response'), 'CaseResponse'),
})

const caseRecord = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/record',
  component: page('dialogues', () => import('../features/dialogues/record'), 'CaseRecord'),
})

const consultations = [cases, aCase, casePackage, caseRoom, caseOpinion, caseResponse, caseRecord]

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

const portfolio = createRoute({
  getParentRoute: () => inside,
  path: '/portfolio',
  validateSearch: portfolioSearch,
  component: page('portfolio', () => import('../features/portfolio/portfolio'), 'Portfolio'),
})

const people = [
  createRoute({
    getParentRoute: () => inside,
    path: '/people',
    validateSearch: directorySearch,
    component: page('people', () => import('../features/people/directory'), 'Directory'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/units',
    validateSearch: unitsSearch,
    component: page('people', () => import('../features/people/units'), 'Units'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/bodies',
    component: page('people', () => import('../features/people/bodies'), 'Bodies'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/bodies/$bodyId',
    component: page('people', () => import('../features/people/body'), 'Body'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/calendars',
    component: page('people', () => import('../features/people/calendars'), 'Calendars'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/calendars/$calendarId',
    component: page('people', () => import('../features/people/calendar'), 'Calendar'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/differences',
    component: page('people', () => import('../features/people/differences'), 'Differences'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/$personId',
    component: page('people', () => import('../features/people/colleague'), 'Colleague'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/rules',
    component: page('rules', () => import('../features/rules/rules'), 'Rules'),
  }),
] as const

export const routeTree = root.addChildren([
  signIn.addChildren([signInPage]),
  outside.addChildren([accessibility]),
  inside.addChildren([
    ...[home, ideas, newIdea, editIdea, checkIdea, idea, timeline, versions],
    ...peerReview,
    ...consultations,
    ...decisions,
    ...implementation,
    portfolio,
    ...people,
    ...everybodys,
  ]),
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
