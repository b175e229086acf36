// Addresses of plans, and of the figures about all ideas.
import { createRoute } from '@tanstack/react-router'
import { plansSearch } from '../../features/implementation/search'
import { portfolioSearch } from '../../features/portfolio/search'
import { inside, page } from './frame'

const plans = createRoute({
  getParentRoute: () => inside,
  path: '/plans',
  validateSearch: plansSearch,
  component: page('implementation', () => import('../../features/implementation/list'), 'Plans'),
})

const plan = createRoute({
  getParentRoute: () => inside,
  path: '/plans/$ideaId',
  component: page('implementation', () => import('../../features/implementation/plan'), 'Plan'),
})

const portfolio = createRoute({
  getParentRoute: () => inside,
  path: '/portfolio',
  validateSearch: portfolioSearch,
  component: page('portfolio', () => import('../../features/portfolio/portfolio'), 'Portfolio'),
})

export const implementationRoutes = [plans, plan, portfolio] as const
