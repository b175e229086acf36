// Addresses of impact screens and decisions.
import { createRoute } from '@tanstack/react-router'
import { decisionsSearch } from '../../features/decisions/search'
import { inside, page } from './frame'

export const decisionsRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/decisions',
    validateSearch: decisionsSearch,
    component: page('decisions', () => import('../../features/decisions/list'), 'Decisions'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/ideas/$ideaId/decision',
    component: page('decisions', () => import('../../features/decisions/decision'), 'Decision'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/ideas/$ideaId/impact',
    component: page('decisions', () => import('../../features/decisions/impact'), 'Impact'),
  }),
] as const
