// Drafts of a case as the service keeps them and as their forms hold them: each form has a whole one, whatever is written yet.
import {
  call,
  type Got,
  type UnionDialogueOpinionDraft,
  type UnionDialogueOpinionDraftView,
  type UnionDialogueResponseDraft,
  type UnionDialogueResponseDraftView,
  unionDialogueGetOpinionDraft,
  unionDialogueGetResponseDraft,
  unionDialoguePutOpinionDraft,
  unionDialoguePutResponseDraft,
} from '../../api'
import type { Written } from '../../parts'
import type { Answers } from './answers'
import { type Draft, EMPTY, votes } from './vote'

type View = UnionDialogueOpinionDraftView | UnionDialogueResponseDraftView
/** Who changed a draft last, and when. */
export type Last = Pick<View, 'changed_by' | 'changed_at'>
export type Found<T> = Written<T> & { last: Last }

/** One of the two drafts of a case. `T`: what its form holds. */
export interface Drafting<T> {
  kind: 'opinion' | 'response'
  /** Whether this device may keep what the server has not taken; the body's texts are in memory alone. */
  onDevice: boolean
  get: (caseId: string) => Promise<Found<T>>
  put: (caseId: string, value: T, etag: string) => Promise<Found<T>>
  same: (one: T, other: T) => boolean
}

const typed = (counted: number | null) => (counted === null ? '' : String(counted))

export function opinionIn(draft: UnionDialogueOpinionDraft | null): Draft {
  if (!draft) return EMPTY
  const { in_favour: inFavour, against, abstained } = draft.votes
  return {
    stance: draft.stance ?? '',
    resolution: draft.resolution,
    points: draft.points.map(({ text, demand }) => ({ text, demand })),
    present: [...draft.present],
    inFavour: typed(inFavour),
    against: typed(against),
    abstained: typed(abstained),
    minority: [...draft.minority_views],
  }
}

export function opinionDraftOf(draft: Draft): UnionDialogueOpinionDraft {
  return {
    stance: draft.stance || null,
    resolution: draft.resolution,
    points: draft.points.map(({ text, demand }) => ({ text, demand })),
    present: draft.present,
    votes: {
      in_favour: votes(draft.inFavour),
      against: votes(draft.against),
      abstained: votes(draft.abstained),
    },
    minority_views: draft.minority,
  }
}

export function answersOf(draft: UnionDialogueResponseDraft | null): Answers {
  return Object.fromEntries((draft?.answers ?? []).map(({ number, answer, reason }) => [number, { answer: answer ?? '', reason }]))
}

/** Answers of which something is written, in the order of their points. */
export function responseDraftOf(answers: Answers): UnionDialogueResponseDraft {
  const written = Object.entries(answers).filter(([, { answer, reason }]) => answer !== '' || reason !== '')
  return {
    answers: written.map(([number, { answer, reason }]) => ({ number: Number(number), answer: answer || null, reason })),
  }
}

function foundIn<T>({ data: { changed_by, changed_at }, etag }: Got<View>, value: T): Found<T> {
  return { value, etag, last: { changed_by, changed_at } }
}

const alike = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const opinion = (got: Got<UnionDialogueOpinionDraftView>) => foundIn(got, opinionIn(got.data.draft))
const response = (got: Got<UnionDialogueResponseDraftView>) => foundIn(got, answersOf(got.data.draft))
const on = (caseId: string) => ({ path: { case_id: caseId } })
const seen = (etag: string) => ({ headers: { 'If-Match': etag } })

export const OPINION: Drafting<Draft> = {
  kind: 'opinion',
  onDevice: false,
  get: async (caseId) => opinion(await call(unionDialogueGetOpinionDraft(on(caseId)))),
  put: async (caseId, value, etag) =>
    opinion(await call(unionDialoguePutOpinionDraft({ ...on(caseId), body: opinionDraftOf(value), ...seen(etag) }))),
  same: (one, other) => alike(opinionDraftOf(one), opinionDraftOf(other)),
}

export const RESPONSE: Drafting<Answers> = {
  kind: 'response',
  onDevice: true,
  get: async (caseId) => response(await call(unionDialogueGetResponseDraft(on(caseId)))),
  put: async (caseId, value, etag) =>
    response(await call(unionDialoguePutResponseDraft({ ...on(caseId), body: responseDraftOf(value), ...seen(etag) }))),
  same: (one, other) => alike(responseDraftOf(one), responseDraftOf(other)),
}
