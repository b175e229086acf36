// Addresses of what is everybody's: the inbox, the settings, operations, the statement on accessibility.
import { createRoute } from '@tanstack/react-router'
import { inside, outside, page } from './frame'

const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/notifications',
  validateSearch: (search: Record<string, unknown>): { unread?: boolean | undefined } => ({
    unread: search.unread === true ? true : undefined,
  }),
  component: page('notifications', () => import('../../features/notifications/inbox'), 'Notifications'),
})

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: page('notifications', () => import('../../features/notifications/settings'), 'Settings'),
})

const operations = createRoute({
  getParentRoute: () => inside,
  path: '/ops',
  component: page('operations', () => import('../../features/operations/operations'), 'Operations'),
})

export const accessibility = createRoute({
  getParentRoute: () => outside,
  path: '/accessibility',
  component: page('accessibility', () => import('../../features/accessibility/statement'), 'Statement'),
})

export const everybodysRoutes = [notifications, settings, operations] as const
