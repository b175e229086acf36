import { describe, expect, it } from 'vitest'
import { decisionOf, type Filled, lacks } from './form'
import { answersOf, contestedIn } from './screening'
import { OUTCOME_NAMES, REASONS, reasonsFor } from './words'

const TODAY = '2026-12-01'
const FILLED: Filled = {
  outcome: 'accepted',
  reason: 'mission-need',
  text: 'We start in spring. ',
  office: 'Head of the authority',
  conditions: '- No individual profiles\n\n• Two floors first',
  appealUntil: '2026-12-31',
  deferredUntil: '',
  pilotUntil: '',
}

describe('a decision', () => {
  it('says what is missing for its outcome', () => {
    expect(lacks(FILLED, TODAY)).toEqual([])
    expect(lacks({ ...FILLED, outcome: '' }, TODAY)).toEqual(['outcome'])
    expect(lacks({ ...FILLED, outcome: 'declined' }, TODAY)).toEqual(['reason'])
    expect(lacks({ ...FILLED, outcome: 'pilot', text: ' ' }, TODAY)).toEqual(['pilot', 'text'])
    expect(lacks({ ...FILLED, outcome: 'accepted-with-changes', conditions: ' \n' }, TODAY)).toEqual(['conditions'])
    const later: Filled = { ...FILLED, outcome: 'deferred', reason: 'needs-budget', appealUntil: TODAY }
    expect(lacks(later, TODAY)).toEqual(['deferred', 'appeal'])
  })

  it('sends what belongs to its outcome and nothing else', () => {
    const ends = (day: string) => `Until ${day}.`
    expect(decisionOf({ ...FILLED, outcome: 'accepted' }, ends)).toMatchObject({ conditions: [], appeal_until: null })
    expect(decisionOf({ ...FILLED, outcome: 'pilot', pilotUntil: '2027-06-30' }, ends).conditions).toEqual([
      'Until 2027-06-30.',
      'No individual profiles',
      'Two floors first',
    ])
    expect(decisionOf({ ...FILLED, outcome: 'declined' }, ends)).toMatchObject({
      text: 'We start in spring.',
      conditions: [],
      appeal_until: '2026-12-31',
      deferred_until: null,
    })
  })

  it('has a reason that fits for every outcome, and each reason fits some', () => {
    const used = OUTCOME_NAMES.map(reasonsFor)
    expect(used.every((codes) => codes.length > 0)).toBe(true)
    expect(new Set(used.flat())).toEqual(new Set(Object.keys(REASONS)))
    expect(reasonsFor('declined')).not.toContain('mission-need')
  })
})

describe('a screening', () => {
  it('counts unsure as a yes', () => {
    expect(answersOf({ jobs: 'no', data: 'unsure', pay: 'yes' })).toEqual({ jobs: false, data: true, pay: true })
  })

  it('owes an answer to what is contested and not answered', () => {
    const contest = { body_id: 'b', body: null, text: '', at: '', answer: null }
    const contests = [
      { ...contest, questions: ['data'], answered_at: '2026-12-01' },
      { ...contest, questions: ['pay', 'jobs'], answered_at: null },
      { ...contest, questions: ['pay'], answered_at: null },
    ]
    expect(contestedIn({ contests })).toEqual(['pay', 'jobs'])
  })
})
