// Addresses of ideas, and around them: home, the desk, the calls, the search, the case file.
import { createRoute } from '@tanstack/react-router'
import { ideasSearch, text, uuid } from '../../features/ideas/search'
import { inside, page } from './frame'

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: page('home', () => import('../../features/home/home'), 'Home'),
})

const ideas = createRoute({
  getParentRoute: () => inside,
  path: '/ideas',
  validateSearch: ideasSearch,
  component: page('ideas', () => import('../../features/ideas/list'), 'Ideas'),
})

const newIdea = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/new',
  validateSearch: (search: Record<string, unknown>): { title?: string | undefined; campaign?: string | undefined } => ({
    title: typeof search.title === 'string' ? search.title : undefined,
    campaign: uuid(search.campaign),
  }),
  component: page('ideas', () => import('../../features/ideas/new'), 'NewIdea'),
})

const editIdea = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/edit',
  component: page('ideas', () => import('../../features/ideas/edit'), 'EditIdea'),
})

const checkIdea = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/check',
  component: page('ideas', () => import('../../features/ideas/check'), 'CheckIdea'),
})

const idea = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId',
  component: page('ideas', () => import('../../features/ideas/idea'), 'Idea'),
})

const timeline = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/timeline',
  component: page('ideas', () => import('../../features/ideas/timeline'), 'Timeline'),
})

const versions = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/versions',
  validateSearch: (search: Record<string, unknown>): { from?: number | undefined; to?: number | undefined } => ({
    from: Number.isInteger(search.from) ? Number(search.from) : undefined,
    to: Number.isInteger(search.to) ? Number(search.to) : undefined,
  }),
  component: page('ideas', () => import('../../features/ideas/versions'), 'Versions'),
})

const triage = createRoute({
  getParentRoute: () => inside,
  path: '/triage',
  validateSearch: (search: Record<string, unknown>): { idea?: string | undefined } => ({
    idea: uuid(search.idea),
  }),
  component: page('ideas', () => import('../../features/ideas/desk'), 'Desk'),
})

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  component: page('ideas', () => import('../../features/ideas/campaigns'), 'Campaigns'),
})

const newCampaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/new',
  component: page('ideas', () => import('../../features/ideas/calling'), 'NewCall'),
})

const campaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$campaignId',
  component: page('ideas', () => import('../../features/ideas/call'), 'Call'),
})

const editCampaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$campaignId/edit',
  component: page('ideas', () => import('../../features/ideas/calling'), 'EditCall'),
})

const search = createRoute({
  getParentRoute: () => inside,
  path: '/search',
  validateSearch: (asked: Record<string, unknown>): { q?: string | undefined } => ({ q: text(asked.q) }),
  component: page('ideas', () => import('../../features/ideas/seek'), 'Seek'),
})

const record = createRoute({
  getParentRoute: () => inside,
  path: '/ideas/$ideaId/record',
  component: page('ideas', () => import('../../features/ideas/record'), 'CaseFile'),
})

export const ideasRoutes = [
  ...[home, ideas, newIdea, editIdea, checkIdea, idea, timeline, versions],
  ...[triage, campaigns, newCampaign, campaign, editCampaign, search, record],
] as const
