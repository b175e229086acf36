// The inbox by what it is about.
import type { NotifyNotificationView } from '../../api'

export interface Group {
  ideaId: string
  lines: NotifyNotificationView[]
}

/** Newest first, in the order of the newest of each; what is about the same idea stands together. */
export function grouped(lines: readonly NotifyNotificationView[]): Group[] {
  const groups = new Map<string, NotifyNotificationView[]>()
  for (const line of lines) {
    const there = groups.get(line.idea_id)
    if (there) there.push(line)
    else groups.set(line.idea_id, [line])
  }
  return [...groups].map(([ideaId, together]) => ({ ideaId, lines: together }))
}
