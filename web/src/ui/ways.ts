// From what a service links to, to the page that shows it; to the idea as long as there is no such page.
import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

const PAGE: Record<string, string> = {
  ideas: '/ideas',
  assignments: '/reviews',
  rounds: '/rounds',
  cases: '/cases',
  plans: '/plans',
}

/** Where under the page the act is done that something asks for. */
const PLACE: Record<string, string> = {
  'case.package-owed': '/package',
  'case.receipt-owed': '/package',
  'case.completion-owed': '/package',
  'case.completion-to-settle': '/package',
  'case.opinion-owed': '/opinion',
  'case.answers-owed': '/response',
  'case.answers-to-consider': '/response',
  'case.closing-owed': '/response',
  'idea.reviewed': '/impact',
  'idea.contested': '/impact',
  'consultation.contestable': '/impact',
  'idea.decision_pending': '/decision',
  'idea.appealed': '/decision',
}

/** The addresses that show it, the nearest first. */
export function addresses(link: string, ideaId: string, kind: string): string[] {
  const [, , noun = '', id = ''] = link.split(/[/?#]/)
  const page = PAGE[noun] && id ? `${PAGE[noun]}/${id}` : null
  const place = PLACE[kind]
  return [...(page && place ? [page + place] : []), ...(page ? [page] : []), `/ideas/${ideaId}`]
}

/** Whether one of the router's paths is that of an address. */
export function isPath(address: string, paths: readonly string[]): boolean {
  const parts = address.split('/')
  return paths.some((path) => {
    const wanted = path.split('/')
    return wanted.length === parts.length && wanted.every((part, at) => part === parts[at] || part.startsWith('$'))
  })
}

/** The address of the page that shows what a service links to. */
export function useWay() {
  const router = useRouter()
  return useCallback(
    (link: string, ideaId: string, kind = ''): string => {
      const paths = Object.keys(router.routesByPath)
      return addresses(link, ideaId, kind).find((each) => isPath(each, paths)) ?? '/'
    },
    [router],
  )
}
