// Consultations as the service tells them.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  call,
  cursorOf,
  data,
  peopleListBodies,
  peopleListMandates,
  unionDialogueGetAttendance,
  unionDialogueGetCase,
  unionDialogueGetClock,
  unionDialogueGetPackage,
  unionDialogueGetRegime,
  unionDialogueListCases,
  unionDialogueListEditions,
  unionDialogueListMessages,
  unionDialogueListRegimes,
  unionDialogueListRooms,
} from '../../api'
import type { Room } from './rooms'
import type { CasesSearch } from './search'
import type { Drafting } from './written'

const PAGE = 20
export const SERVICE = 'union-dialogue'

/** Everything of a case, to ask for it again after an act. */
export const ofCase = (caseId: string) => [SERVICE, 'case', caseId] as const

export const casesQuery = ({ state, body, within }: CasesSearch, now: Date) => {
  const before = within === undefined ? undefined : new Date(now.getTime() + within * 86_400_000).toISOString()
  return infiniteQueryOptions({
    queryKey: [SERVICE, 'cases', { state, body, within }],
    queryFn: ({ pageParam }) =>
      data(
        unionDialogueListCases({
          query: { state, body_id: body, due_before: before, order: 'due', limit: PAGE, after: pageParam },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  })
}

/** Asked again also without news: nobody is told which regime was chosen, who was elected to lead, what was agreed. */
export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...ofCase(caseId), 'it'],
    queryFn: () => call(unionDialogueGetCase({ path: { case_id: caseId } })),
    refetchInterval: 60_000,
  })

export const clockQuery = (caseId: string, received?: string) =>
  queryOptions({
    queryKey: [...ofCase(caseId), 'clock', received ?? null],
    queryFn: () =>
      data(unionDialogueGetClock({ path: { case_id: caseId }, query: { if_received_on: received ?? null } })),
  })

export const packageQuery = (caseId: string, version: number | undefined) =>
  queryOptions({
    queryKey: [...ofCase(caseId), 'package', version ?? null],
    queryFn: () => data(unionDialogueGetPackage({ path: { case_id: caseId }, query: { version: version ?? null } })),
  })

/** Asked again often while a room is looked at: of a message those alone are told whom it names. */
export const roomsQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...ofCase(caseId), 'rooms'],
    queryFn: () => data(unionDialogueListRooms({ path: { case_id: caseId } })),
    refetchInterval: 15_000,
  })

export const attendanceQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...ofCase(caseId), 'attendance'],
    queryFn: () => data(unionDialogueGetAttendance({ path: { case_id: caseId } })),
  })

/** Asked for anew when somebody comes to write; then often enough to learn that a colleague has written. */
export const draftQuery = <T>(of: Drafting<T>, caseId: string) =>
  queryOptions({
    queryKey: [...ofCase(caseId), 'draft', of.kind],
    queryFn: () => of.get(caseId),
    refetchOnMount: 'always' as const,
    refetchInterval: 15_000,
  })

export const regimeQuery = (key: string) =>
  queryOptions({
    queryKey: [SERVICE, 'regime', key],
    queryFn: () => data(unionDialogueGetRegime({ path: { key } })),
    staleTime: 30 * 60_000,
  })

export const regimesQuery = queryOptions({
  queryKey: [SERVICE, 'regimes'],
  queryFn: () => data(unionDialogueListRegimes()),
  staleTime: 10 * 60_000,
})

export const bodiesQuery = queryOptions({
  queryKey: ['people', 'bodies'],
  queryFn: async () => (await data(peopleListBodies({ query: { limit: 100 } }))).items,
  staleTime: 30 * 60_000,
})

export const mandatesQuery = (bodyId: string) =>
  queryOptions({
    queryKey: ['people', 'mandates', bodyId],
    queryFn: async () =>
      (await data(peopleListMandates({ path: { body_id: bodyId }, query: { limit: 100 } }))).items,
    staleTime: 60_000,
  })

/** Asked for anew when somebody comes, and then only when they want to: nothing moves under the reader. */
export const messagesQuery = (caseId: string, room: Room) =>
  infiniteQueryOptions({
    queryKey: [...ofCase(caseId), 'room', room],
    queryFn: ({ pageParam }) =>
      data(unionDialogueListMessages({ path: { case_id: caseId, room }, query: { limit: 100, after: pageParam } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
    refetchOnMount: 'always' as const,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

export const editionsQuery = (caseId: string, room: Room, messageId: string, edition: number) =>
  queryOptions({
    queryKey: [...ofCase(caseId), 'room', room, messageId, edition],
    queryFn: () => data(unionDialogueListEditions({ path: { case_id: caseId, room, message_id: messageId } })),
  })
