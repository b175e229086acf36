import { describe, expect, it } from 'vitest'
import { addresses, isPath } from './ways'

describe('the page of what a service links to', () => {
  it('is where the act is done, else the thing itself, else its idea', () => {
    expect(addresses('/api/cases/c1', 'i1', 'case.opinion-owed')).toEqual(['/cases/c1/opinion', '/cases/c1', '/ideas/i1'])
    expect(addresses('/api/assignments/a1', 'i1', 'review')).toEqual(['/reviews/a1', '/ideas/i1'])
    expect(addresses('/api/plans/i1/role-offers', 'i1', 'role-offer')).toEqual(['/plans/i1', '/ideas/i1'])
    expect(addresses('/api/unheard-of/x', 'i1', '')).toEqual(['/ideas/i1'])
  })

  it('is one that the router knows', () => {
    const paths = ['/', '/ideas/$ideaId', '/ideas/$ideaId/versions']
    expect(isPath('/ideas/i1', paths)).toBe(true)
    expect(isPath('/ideas/i1/decision', paths)).toBe(false)
    expect(isPath('/cases/c1', paths)).toBe(false)
  })
})
