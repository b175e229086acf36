import { describe, expect, it } from 'vitest'
import type { PeopleMe, UnionDialogueCaseSeen } from '../../api'
import { STATES } from './search'
import { partOf, sideOf } from './side'
import { RESULTS, SILENCE, STANDS } from './words'

const me = (roles: string[], bodies: string[]) =>
  ({
    roles: roles.map((role) => ({ role })),
    mandates: bodies.map((body_id) => ({ body_id, mandate_id: 'm', role: 'chair', starts_on: '2026-01-01' })),
  }) as unknown as PeopleMe

type May = UnionDialogueCaseSeen['may']

const at = (state: string, may: May = [], more: object = {}) => ({
  state,
  received_version: 1,
  package_version: 1,
  unanswered: [] as number[],
  dispute: null,
  may,
  ...more,
})

describe('the side on which somebody meets a case', () => {
  it('is the body for its mandate, and for no other one', () => {
    expect(sideOf(me([], ['b1']), 'b1')).toBe('body')
    expect(sideOf(me([], ['b2']), 'b1')).toBe('office')
  })

  it('is never the body beside a function for the employer', () => {
    expect(sideOf(me(['consultation-officer'], ['b1']), 'b1')).toBe('management')
    expect(sideOf(me(['administrator'], ['b1']), 'b1')).toBe('office')
  })
})

describe('what is to do', () => {
  it.each(STATES)('is said to everybody in state %s', (state) => {
    for (const side of ['management', 'body', 'office'] as const) expect(partOf(at(state), side).text.id).toBeTruthy()
  })

  it('is an act for those alone who may', () => {
    expect(partOf(at('prepared', ['provide']), 'management').act?.place).toBe('package')
    for (const side of ['management', 'body', 'office'] as const) expect(partOf(at('prepared'), side).act).toBeUndefined()
    expect(partOf(at('provided'), 'body').act?.place).toBe('package')
    expect(partOf(at('provided'), 'management').act).toBeUndefined()
    expect(partOf(at('running', ['deliver']), 'body').text.id).not.toBe(partOf(at('running'), 'body').text.id)
    expect(partOf(at('running'), 'management').act).toBeUndefined()
  })

  it('is the receipt first where a newer version came', () => {
    expect(partOf(at('running', ['deliver'], { package_version: 2 }), 'body').act?.place).toBe('package')
  })

  it('is to say whether a newer version is complete, and before that to send it', () => {
    const dispute = { kind: 'insufficient' as const, raised_on: '2026-12-01', package_version: 1 }
    const [open, sent] = [at('disputed', ['provide'], { dispute }), at('disputed', ['provide'], { dispute, package_version: 2 })]
    expect(partOf(open, 'management').act?.verb.id).not.toBe(partOf(sent, 'management').act?.verb.id)
    expect(partOf(at('disputed', [], { dispute }), 'management').act).toBeUndefined()
    expect(partOf(sent, 'body').text.id).not.toBe(partOf(open, 'body').text.id)
    expect(partOf(at('running', ['provide'], { dispute }), 'management').act?.place).toBe('package')
    expect(partOf(at('running', [], { dispute, package_version: 2 }), 'body').act?.place).toBe('package')
  })

  it('is to close only when no point is left', () => {
    const open = partOf(at('opinion', ['respond'], { unanswered: [2] }), 'management')
    const all = partOf(at('opinion', ['close-disagreed']), 'management')
    expect(open.text.id).not.toBe(all.text.id)
    expect(open.act?.place).toBe('response')
    expect(partOf(at('opinion', [], { unanswered: [2] }), 'management').act).toBeUndefined()
    expect(partOf(at('opinion', [], { unanswered: [2] }), 'body').act).toBeUndefined()
    expect(partOf(at('opinion', ['close-agreed']), 'body').act?.place).toBe('response')
  })
})

describe('words', () => {
  it('are there for each state, result and effect of silence of the service', () => {
    for (const state of STATES) expect(STANDS[state].label.id).toBeTruthy()
    for (const result of ['agreed', 'disagreed', 'waived', 'withdrawn', 'deemed-approved', 'deemed-negative'])
      expect(RESULTS[result]?.id).toBeTruthy()
    for (const silence of ['deemed-approved', 'deemed-negative', 'none', 'as-agreed']) expect(SILENCE[silence]?.id).toBeTruthy()
  })
})
