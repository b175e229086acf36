import { describe, expect, it } from 'vitest'
import { countLater } from './later'

const idOf = (item: string) => item[0] ?? ''
const page = (items: string, next?: string) => ({ items: items.split(' ').filter(Boolean), next: next ?? null })

describe('what came to the end of a list', () => {
  it('is what the list does not show, however often one that it shows was changed', () => {
    expect(countLater([page('a b')], page('a b'), { idOf })).toBe(0)
    expect(countLater([page('a b')], page('a bchanged'), { idOf })).toBe(0)
    expect(countLater([page('a', 'b'), page('b c')], page('b c d e'), { idOf })).toBe(2)
    expect(countLater([page('')], page('a'), { idOf })).toBe(1)
  })

  it('leaves out what the page does not show, and knows of a page that has begun', () => {
    expect(countLater([page('a')], page('a b c'), { idOf, among: (item) => item === 'c' })).toBe(1)
    expect(countLater([page('a')], page('a b', 'b'), { idOf, among: () => false })).toBe(0)
    expect(countLater([page('a b')], page('a b', 'b'), { idOf })).toBe(1)
  })
})
