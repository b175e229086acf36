import { describe, expect, it } from 'vitest'
import type { PeopleMe } from '../api'
import { PLACES, placesOf } from './places'

const person = (told: { roles?: string[]; mandates?: number }) =>
  ({
    roles: (told.roles ?? []).map((role) => ({ role })),
    mandates: Array.from({ length: told.mandates ?? 0 }, () => ({})),
  }) as unknown as PeopleMe

const shown = (told: Parameters<typeof person>[0]) => placesOf(person(told), () => true).map((each) => each.to)

describe('the pages in the rail', () => {
  it('are those of one’s roles, always in the same order', () => {
    expect(shown({})).toEqual(['/', '/ideas', '/reviews', '/plans', '/portfolio'])
    expect(shown({ roles: ['scheme-officer'] })).toEqual([
      ...['/', '/ideas', '/reviews', '/triage', '/plans', '/portfolio', '/people'],
    ])
    expect(shown({ mandates: 1 })).toContain('/cases')
    expect(shown({ roles: ['decision-maker'] })).toContain('/decisions')
    expect(shown({ roles: ['administrator'] })).toEqual([
      ...['/', '/ideas', '/reviews', '/plans', '/portfolio', '/people', '/ops'],
    ])
  })

  it('are only those that the router knows', () => {
    expect(placesOf(person({}), (to) => to === '/').map((each) => each.to)).toEqual(['/'])
  })

  it('have a letter each', () => {
    expect(new Set(PLACES.map((each) => each.letter)).size).toBe(PLACES.length)
  })
})
