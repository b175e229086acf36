import { describe, expect, it } from 'vitest'
import type { NotifyNotificationView } from '../../api'
import { grouped } from './grouped'

const line = (notification_id: string, idea_id: string) => ({ notification_id, idea_id }) as NotifyNotificationView

describe('the inbox', () => {
  it('keeps together what is about one idea, the newest first', () => {
    const found = grouped([line('5', 'b'), line('4', 'a'), line('3', 'b'), line('2', 'c'), line('1', 'a')])
    expect(found.map(({ ideaId, lines }) => [ideaId, lines.map((each) => each.notification_id).join('')])).toEqual([
      ['b', '53'],
      ['a', '41'],
      ['c', '2'],
    ])
    expect(grouped([])).toEqual([])
  })
})
