import { describe, expect, it } from 'vitest'
import type { PeopleMe } from '../../api'
import { STATES } from './search'
import { partOf, sideOf, type Who } from './side'
import { RESULTS, SILENCE, STANDS } from './words'

const me = (roles: string[], bodies: string[]) =>
  ({
    roles: roles.map((role) => ({ role })),
    mandates: bodies.map((body_id) => ({ body_id, mandate_id: 'm', role: 'chair', starts_on: '2026-01-01' })),
  }) as unknown as PeopleMe

const OFFICER: Who = { side: 'management', officer: true, leads: false }
const DECIDER: Who = { side: 'management', officer: false, leads: false }
const LEAD: Who = { side: 'body', officer: false, leads: true }
const MEMBER: Who = { side: 'body', officer: false, leads: false }
const OFFICE: Who = { side: 'office', officer: false, leads: false }
const at = (state: string, more: object = {}) => ({
  state,
  received_version: 1,
  package_version: 1,
  unanswered: [] as number[],
  dispute: null,
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
    for (const who of [OFFICER, DECIDER, LEAD, MEMBER, OFFICE]) expect(partOf(at(state), who).text.id).toBeTruthy()
  })

  it('is an act for one side alone', () => {
    expect(partOf(at('prepared'), OFFICER).act?.place).toBe('package')
    for (const who of [DECIDER, LEAD, MEMBER, OFFICE]) expect(partOf(at('prepared'), who).act).toBeUndefined()
    expect(partOf(at('provided'), MEMBER).act?.place).toBe('package')
    expect(partOf(at('provided'), OFFICER).act).toBeUndefined()
    expect(partOf(at('running'), LEAD).act?.place).toBe('opinion')
    expect(partOf(at('running'), OFFICER).act).toBeUndefined()
  })

  it('is the receipt first where a newer version came', () => {
    expect(partOf(at('running', { package_version: 2 }), LEAD).act?.place).toBe('package')
  })

  it('is to say whether a newer version is complete, and before that to send it', () => {
    const dispute = { kind: 'insufficient' as const, raised_on: '2026-12-01', package_version: 1 }
    const [open, sent] = [at('disputed', { dispute }), at('disputed', { dispute, package_version: 2 })]
    expect(partOf(open, OFFICER).act?.verb.id).not.toBe(partOf(sent, OFFICER).act?.verb.id)
    expect(partOf(open, DECIDER).act).toBeUndefined()
    expect(partOf(sent, LEAD).text.id).not.toBe(partOf(open, LEAD).text.id)
    expect(partOf(at('running', { dispute }), OFFICER).act?.place).toBe('package')
    expect(partOf(at('running', { dispute, package_version: 2 }), MEMBER).act?.place).toBe('package')
  })

  it('is to close only when no point is left', () => {
    const open = partOf(at('opinion', { unanswered: [2] }), OFFICER)
    const all = partOf(at('opinion'), OFFICER)
    expect(open.text.id).not.toBe(all.text.id)
    expect(partOf(at('opinion', { unanswered: [2] }), LEAD).act).toBeUndefined()
    expect(partOf(at('opinion'), LEAD).act?.place).toBe('response')
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
