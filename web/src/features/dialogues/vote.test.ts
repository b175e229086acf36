import { describe, expect, it } from 'vitest'
import type { UnionDialogueAttendanceView } from '../../api'
import { EMPTY, opinionOf, seatedIn, verdict, votes } from './vote'

const member = (id: string, more: object = {}) => ({
  person_id: id,
  name: id,
  role: 'member',
  conflicted: false,
  sits_in_for: null,
  ...more,
})
const ATTENDANCE = {
  seats: 5,
  quorum: 3,
  majority: 'of-present',
  spokesperson: 'chair',
  lead: null,
  next_substitute: null,
  members: [
    member('a', { role: 'chair' }),
    member('b'),
    member('c'),
    member('d', { conflicted: true }),
    member('s', { role: 'substitute' }),
    member('t', { role: 'substitute', sits_in_for: 'd' }),
  ],
} as unknown as UnionDialogueAttendanceView
const draft = (present: string[], inFavour: string, against: string, abstained: string) => ({
  ...EMPTY,
  present,
  inFavour,
  against,
  abstained,
})

describe('a vote', () => {
  it('is for those with a seat and substitutes who sit in', () => {
    expect(seatedIn(ATTENDANCE).map((each) => each.person_id)).toEqual(['a', 'b', 'c', 'd', 't'])
  })

  it('needs the quorum', () => {
    expect(verdict(draft(['a', 'b'], '2', '0', '0'), ATTENDANCE).quorate).toBe(false)
    expect(verdict(draft(['a', 'b', 'c'], '2', '0', '0'), ATTENDANCE).quorate).toBe(true)
  })

  it('counts an abstention as a no where those present decide, and a tie as lost', () => {
    expect(verdict(draft(['a', 'b', 'c', 't'], '2', '0', '2'), ATTENDANCE).carried).toBe(false)
    expect(verdict(draft(['a', 'b', 'c'], '2', '0', '1'), ATTENDANCE).carried).toBe(true)
    const ofVotes = { ...ATTENDANCE, majority: 'of-votes' }
    expect(verdict(draft(['a', 'b', 'c', 't'], '2', '1', '1'), ofVotes).carried).toBe(true)
    expect(verdict(draft(['a', 'b', 'c', 't'], '2', '2', '0'), ofVotes).carried).toBe(false)
  })

  it('names those whom the matter concerns, and more votes than people', () => {
    const found = verdict(draft(['a', 'b', 'd'], '4', '0', '0'), ATTENDANCE)
    expect(found.conflicted.map((each) => each.person_id)).toEqual(['d'])
    expect(found.over).toBe(true)
  })

  it('has no result while a number is missing', () => {
    expect(verdict(draft(['a', 'b', 'c'], '2', '', '0'), ATTENDANCE)).toMatchObject({ given: null, carried: null, over: false })
    expect(votes('-1')).toBeNull()
    expect(votes('2.5')).toBeNull()
  })
})

describe('what is delivered', () => {
  it('numbers the points and excludes whom it concerns', () => {
    const opinion = opinionOf(
      {
        ...draft(['a', 'b', 't'], '3', '0', '0'),
        stance: 'consent-with-conditions',
        resolution: ' Yes, but. ',
        points: [
          { text: 'No profiles', demand: 'Aggregate' },
          { text: 'A pilot', demand: ' ' },
        ],
        minority: ['', 'One would wait.'],
      },
      ATTENDANCE,
    )
    expect(opinion.points).toEqual([
      { number: 1, text: 'No profiles', demand: 'Aggregate' },
      { number: 2, text: 'A pilot', demand: null },
    ])
    expect(opinion).toMatchObject({ resolution: 'Yes, but.', excluded: ['d'], minority_views: ['One would wait.'] })
  })
})
