// Addresses of peer review.
import { createRoute } from '@tanstack/react-router'
import { inside, page } from './frame'

export const reviewsRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/reviews',
    component: page('reviews', () => import('../../features/reviews/list'), 'Reviews'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/reviews/$assignmentId',
    component: page('reviews', () => import('../../features/reviews/review'), 'Review'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/rounds/$roundId',
    component: page('reviews', () => import('../../features/reviews/round'), 'Round'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/ideas/$ideaId/reviews',
    component: page('reviews', () => import('../../features/reviews/outcome'), 'IdeaReviews'),
  }),
] as const
