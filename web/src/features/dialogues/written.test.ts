import { describe, expect, it } from 'vitest'
import { EMPTY } from './vote'
import { answersOf, OPINION, opinionDraftOf, opinionIn, RESPONSE, responseDraftOf } from './written'

const DRAFT = {
  stance: 'consent-with-conditions' as const,
  resolution: 'We agree if …',
  points: [{ text: 'No profiles', demand: '' }],
  present: ['a', 'b'],
  inFavour: '2',
  against: '',
  abstained: '0',
  minority: ['Two would wait.', ''],
}

describe('the draft of an opinion', () => {
  it('is the same in the form after the service has kept it', () => {
    expect(opinionIn(opinionDraftOf(DRAFT))).toEqual(DRAFT)
    expect(opinionIn(opinionDraftOf(EMPTY))).toEqual(EMPTY)
  })

  it('has no number where none is typed, or none that can be one', () => {
    expect(opinionDraftOf(DRAFT).votes).toEqual({ in_favour: 2, against: null, abstained: 0 })
    expect(opinionDraftOf({ ...DRAFT, inFavour: '-1', abstained: '1e4' }).votes).toMatchObject({ in_favour: null, abstained: null })
  })

  it('begins empty, and says the same as one in which nothing stands', () => {
    expect(opinionIn(null)).toEqual(EMPTY)
    expect(OPINION.same(EMPTY, opinionIn(null))).toBe(true)
    expect(OPINION.same(EMPTY, { ...EMPTY, resolution: 'x' })).toBe(false)
  })

  it('is kept by no device, and that of the response by this one', () => {
    expect([OPINION.onDevice, RESPONSE.onDevice]).toEqual([false, true])
  })
})

describe('the draft of a response', () => {
  it('is the same in the form after the service has kept it, less what is empty', () => {
    const answers = { 3: { answer: 'partly' as const, reason: '' }, 1: { answer: '' as const, reason: 'Because' } }
    const kept = responseDraftOf({ ...answers, 2: { answer: '', reason: '' } })
    expect(kept.answers.map((each) => each.number)).toEqual([1, 3])
    expect(answersOf(kept)).toEqual(answers)
    expect(answersOf(null)).toEqual({})
  })

  it('says the same whether a point was never touched or emptied again', () => {
    expect(RESPONSE.same({}, { 2: { answer: '', reason: '' } })).toBe(true)
    expect(RESPONSE.same({}, { 2: { answer: 'adopted', reason: '' } })).toBe(false)
  })
})
