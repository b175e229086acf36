import { describe, expect, it } from 'vitest'
import { ideasSearch } from './search'

describe('the address of the list', () => {
  it('keeps what it knows', () => {
    const campaign = '0198c0de-0000-7000-8000-00000000000a'
    expect(ideasSearch({ q: 'rooms', status: 'declined', facet: 'mission', campaign, author: 'me', sort: 'support' })).toEqual({
      q: 'rooms',
      status: 'declined',
      facet: 'mission',
      campaign,
      unit: undefined,
      author: 'me',
      sort: 'support',
    })
  })

  it('leaves out what it does not know, and breaks at nothing', () => {
    const found = ideasSearch({ q: ' ', status: 'toString', facet: 3, campaign: 'x', unit: null, author: 'you', sort: [] })
    expect(Object.values(found).filter((each) => each !== undefined)).toEqual([])
  })

  it('takes a number for words', () => {
    expect(ideasSearch({ q: 2027 }).q).toBe('2027')
  })
})
