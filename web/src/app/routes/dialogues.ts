// Addresses of consultations.
import { createRoute } from '@tanstack/react-router'
import { casesSearch, opinionSearch, packageSearch, responseSearch, whatIf } from '../../features/dialogues/search'
import { inside, page } from './frame'

const cases = createRoute({
  getParentRoute: () => inside,
  path: '/cases',
  validateSearch: casesSearch,
  component: page('dialogues', () => import('../../features/dialogues/list'), 'Cases'),
})

const aCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId',
  validateSearch: whatIf,
  component: page('dialogues', () => import('../../features/dialogues/case'), 'Case'),
})

const casePackage = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/package',
  validateSearch: packageSearch,
  component: page('dialogues', () => import('../../features/dialogues/package'), 'CasePackage'),
})

const caseRoom = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/rooms/$room',
  component: page('dialogues', () => import('../../features/dialogues/room'), 'CaseRoom'),
})

const caseOpinion = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/opinion',
  validateSearch: opinionSearch,
  component: page('dialogues', () => import('../../features/dialogues/opinion'), 'CaseOpinion'),
})

const caseResponse = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/response',
  validateSearch: responseSearch,
  component: page('dialogues', () => import('../../features/dialogues/response'), 'CaseResponse'),
})

const caseRecord = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId/record',
  component: page('dialogues', () => import('../../features/dialogues/record'), 'CaseRecord'),
})

export const dialoguesRoutes = [cases, aCase, casePackage, caseRoom, caseOpinion, caseResponse, caseRecord] as const
