// A review while it is written: its marks and words, and what this device keeps of them.
import type { ReviewForm } from '../../api'

export interface Marks {
  scores: Record<string, number>
  comment: string
}

export interface Kept {
  marks: Marks
  etag: string
}

export const keyOf = (assignmentId: string) => `review/${assignmentId}`

export function marksOf({ scores, comment }: Pick<ReviewForm, 'scores' | 'comment'>): Marks {
  return { scores: { ...scores }, comment }
}

export function same(one: Marks, other: Marks): boolean {
  const names = new Set([...Object.keys(one.scores), ...Object.keys(other.scores)])
  return one.comment === other.comment && [...names].every((name) => one.scores[name] === other.scores[name])
}
