import { describe, expect, it } from 'vitest'
import { mentionsIn, searched, withMention } from './mentions'

const READERS = [
  { id: 'r', name: 'Ruth Engel' },
  { id: 'a', name: 'Anja Krämer' },
]

describe('a mention', () => {
  it('is looked for after an @ that begins a word', () => {
    expect(searched('What do you think, @Krä')).toBe('krä')
    expect(searched('@')).toBe('')
    expect(searched('write to a@b')).toBeNull()
    expect(searched('@Ruth Engel knows')).toBeNull()
  })

  it('takes the place of what was typed', () => {
    expect(withMention('Ask @kr', 'Anja Krämer')).toBe('Ask @Anja Krämer ')
  })

  it('counts while the name stands in the text', () => {
    expect(mentionsIn('@Anja Krämer, and again @Anja Krämer', READERS)).toEqual(['a'])
    expect(mentionsIn('Anja Krämer', READERS)).toEqual([])
  })
})
