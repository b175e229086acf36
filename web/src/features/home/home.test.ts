import { describe, expect, it } from 'vitest'
import type { Waiting } from '../../api'
import { inOrder } from './home'
import { readFileSync } from 'node:fs'
import { ANYTHING, WAITING, wordsOf } from './words'

const work = (title: string, told: Partial<Waiting>): Waiting => ({
  kind: 'task',
  title,
  idea_id: '0198c0de-0000-7000-8000-00000000000a',
  link: '/api/plans/x',
  ...told,
})

describe('what waits', () => {
  it('has what is due first on top, then what has waited longest', () => {
    const list = [
      work('young', { since: '2026-11-20T08:00:00Z' }),
      work('later', { due_on: '2026-12-30' }),
      work('old', { since: '2026-11-01T08:00:00Z' }),
      work('soon', { due_on: '2026-12-01' }),
    ]
    expect(list.toSorted(inOrder).map((each) => each.title)).toEqual(['soon', 'later', 'old', 'young'])
  })

  it('says in general what has no words of its own yet', () => {
    expect(wordsOf('case.opinion-owed').group).toBe('legal')
    expect(wordsOf('case.new-kind')).toBe(ANYTHING)
  })

  it('has words for every duty in a consultation', () => {
    const rules = readFileSync('../services/union-dialogue/src/union_dialogue/domain/duties.py', 'utf-8')
    const kinds = [...rules.matchAll(/Duty\("([a-z.-]+)"/g)].map(([, kind]) => kind ?? '')
    expect(kinds.length).toBeGreaterThan(8)
    expect(kinds.filter((kind) => !(kind in WAITING))).toEqual([])
  })
})
