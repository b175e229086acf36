// Addresses of people and rules.
import { createRoute } from '@tanstack/react-router'
import { directorySearch, unitsSearch } from '../../features/people/search'
import { inside, page } from './frame'

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => inside,
    path: '/people',
    validateSearch: directorySearch,
    component: page('people', () => import('../../features/people/directory'), 'Directory'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/units',
    validateSearch: unitsSearch,
    component: page('people', () => import('../../features/people/units'), 'Units'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/bodies',
    component: page('people', () => import('../../features/people/bodies'), 'Bodies'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/bodies/$bodyId',
    component: page('people', () => import('../../features/people/body'), 'Body'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/calendars',
    component: page('people', () => import('../../features/people/calendars'), 'Calendars'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/calendars/$calendarId',
    component: page('people', () => import('../../features/people/calendar'), 'Calendar'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/differences',
    component: page('people', () => import('../../features/people/differences'), 'Differences'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people/$personId',
    component: page('people', () => import('../../features/people/colleague'), 'Colleague'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/rules',
    component: page('rules', () => import('../../features/rules/rules'), 'Rules'),
  }),
] as const
