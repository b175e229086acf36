import { describe, expect, it } from 'vitest'
import { cursorOf } from './call'
import { refusalOf } from './refusal'

describe('a refusal', () => {
  it('is what the problem document says', () => {
    const body = {
      type: '/problems/stale-version',
      title: 'Changed meanwhile',
      detail: 'Load it again.',
      errors: [{ pointer: '/title', message: 'Too long' }],
      trace_id: 't1',
    }
    const refusal = refusalOf(body, new Response(null, { status: 412, headers: { 'retry-after': '3' } }))
    expect(refusal).toMatchObject({ status: 412, slug: 'stale-version', message: 'Changed meanwhile', trace: 't1' })
    expect(refusal.faults).toEqual([{ pointer: '/title', message: 'Too long' }])
    expect(refusal.retryAfter).toBe(3)
    expect(refusal.passing).toBe(false)
  })

  it('passes when nobody answered, or a service is away', () => {
    expect(refusalOf(undefined, undefined)).toMatchObject({ status: 0, passing: true })
    expect(refusalOf('<html>', new Response(null, { status: 503 }))).toMatchObject({ status: 503, passing: true })
  })
})

describe('the link to the next page', () => {
  it('holds the cursor', () => {
    expect(cursorOf('/api/ideas?limit=30&after=bm90LWEtY3Vyc29y')).toBe('bm90LWEtY3Vyc29y')
    expect(cursorOf(null)).toBeUndefined()
  })
})
