import { describe, expect, it } from 'vitest'
import type { IdeasCommentView } from '../../api'
import { threads } from './comments'

const said = (id: string, parent: string | null): IdeasCommentView => ({
  comment_id: id,
  parent_id: parent,
  depth: 0,
  author_id: 'a',
  author: 'Somebody',
  text: id,
  html: id,
  mentions: [],
  made_at: '2026-12-01T08:00:00Z',
  changed_at: null,
  edition: 1,
})

describe('threads', () => {
  it('put answers under what they answer, in their order', () => {
    const [first, second] = threads([said('1', null), said('2', null), said('3', '1'), said('4', '3'), said('5', '1')])
    expect(first?.answers.map((each) => each.said.comment_id)).toEqual(['3', '5'])
    expect(first?.answers[0]?.answers.map((each) => each.said.comment_id)).toEqual(['4'])
    expect(second?.answers).toEqual([])
  })

  it('lose no comment whose parent is on another page', () => {
    expect(threads([said('3', '1')]).map((each) => each.said.comment_id)).toEqual(['3'])
  })
})
