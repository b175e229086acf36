// An opinion while it is written, and whether a vote on it would stand: quorum, majority, who must not vote.
import type { UnionDialogueAttendanceView, UnionDialogueOpinionIn } from '../../api'

export type Stance = UnionDialogueOpinionIn['stance']

export interface Draft {
  stance: Stance | ''
  resolution: string
  points: { text: string; demand: string }[]
  /** Ids of those who take part in the vote. */
  present: string[]
  inFavour: string
  against: string
  abstained: string
  minority: string[]
}

export const EMPTY: Draft = {
  stance: '',
  resolution: '',
  points: [],
  present: [],
  inFavour: '',
  against: '',
  abstained: '',
  minority: [],
}

type Member = UnionDialogueAttendanceView['members'][number]

/** Who may take part: those with a seat, and substitutes who sit in for somebody. */
export function seatedIn(attendance: UnionDialogueAttendanceView | undefined): Member[] {
  return (attendance?.members ?? []).filter(({ role, sits_in_for: seat }) => role !== 'substitute' || seat)
}

/** A whole number of votes; null when there is none yet. */
export function votes(typed: string): number | null {
  return /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : null
}

export interface Verdict {
  present: number
  quorate: boolean
  /** Votes given; null while a number is missing. */
  given: number | null
  /** More votes than people. */
  over: boolean
  carried: boolean | null
  /** Present although the matter concerns them. */
  conflicted: Member[]
}

export function verdict(draft: Draft, attendance: UnionDialogueAttendanceView): Verdict {
  const { present } = draft
  const [yes, no, none] = [votes(draft.inFavour), votes(draft.against), votes(draft.abstained)]
  const given = yes === null || no === null || none === null ? null : yes + no + none
  // where the majority of those present decides, who abstains or does not vote counts as a no
  const against = attendance.majority === 'of-present' ? present.length - (yes ?? 0) : (no ?? 0)
  return {
    present: present.length,
    quorate: present.length >= attendance.quorum,
    given,
    over: given !== null && given > present.length,
    carried: given === null ? null : (yes ?? 0) > against,
    conflicted: attendance.members.filter((each) => each.conflicted && present.includes(each.person_id)),
  }
}

export function opinionOf(draft: Draft, attendance: UnionDialogueAttendanceView): UnionDialogueOpinionIn {
  return {
    stance: draft.stance || 'consent',
    resolution: draft.resolution.trim(),
    points: draft.points.map(({ text, demand }, at) => ({
      number: at + 1,
      text: text.trim(),
      demand: demand.trim() || null,
    })),
    votes: {
      in_favour: votes(draft.inFavour) ?? 0,
      against: votes(draft.against) ?? 0,
      abstained: votes(draft.abstained) ?? 0,
    },
    present: draft.present,
    excluded: attendance.members
      .filter((each) => each.conflicted && !draft.present.includes(each.person_id))
      .map((each) => each.person_id),
    minority_views: draft.minority.map((each) => each.trim()).filter(Boolean),
  }
}
