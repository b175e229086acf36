// Answers to the points of an opinion: those that were given, and those that are being written.
import type { UnionDialogueAnswerIn, UnionDialogueCaseView } from '../../api'

export type Kind = UnionDialogueAnswerIn['answer']

export interface Answer {
  answer: Kind | ''
  reason: string
}

export type Answers = Record<number, Answer>

/** A row of the matrix: an answer that stands, one that is written, or none. */
export interface Row extends Answer {
  state: 'given' | 'draft'
}

/** Whether an answer says everything that it must. */
export function given(answer: Answer | undefined): boolean {
  return answer !== undefined && answer.answer !== '' && answer.reason.trim() !== ''
}

export function answersIn(it: Pick<UnionDialogueCaseView, 'answers'>): Record<number, Row> {
  return Object.fromEntries(
    it.answers.map((each) => [Number(each.number), { ...(each as unknown as Answer), state: 'given' as const }]),
  )
}

/** What stands, and beside it what is written. */
export function merged(it: Pick<UnionDialogueCaseView, 'answers' | 'unanswered'>, drafts: Answers): Record<number, Row> {
  const written = it.unanswered.flatMap((number) => {
    const answer = drafts[number]
    return answer && given(answer) ? [[number, { ...answer, state: 'draft' as const }] as const] : []
  })
  return { ...answersIn(it), ...Object.fromEntries(written) }
}

/** The answers as the service takes them. */
export function wanted(numbers: readonly number[], drafts: Answers): UnionDialogueAnswerIn[] {
  return numbers.flatMap((number) => {
    const answer = drafts[number]
    return answer?.answer ? [{ number, answer: answer.answer, reason: answer.reason.trim() }] : []
  })
}

/** What is left to write once some answers are published. */
export function without(drafts: Answers, numbers: readonly number[]): Answers {
  return Object.fromEntries(Object.entries(drafts).filter(([number]) => !numbers.includes(Number(number))))
}

/** The next point without an answer after one, or from the beginning; undefined when there is none. */
export function nextOf(unanswered: readonly number[], drafts: Answers, after: number): number | undefined {
  const left = unanswered.filter((number) => number !== after && !given(drafts[number]))
  return left.find((number) => number > after) ?? left[0]
}
