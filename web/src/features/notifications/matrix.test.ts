import { describe, expect, it } from 'vitest'
import { subjectOf } from './matrix'

describe('what a kind of notification is about', () => {
  it('follows from what it changes', () => {
    expect(subjectOf('idea.commented')).toBe('ideas')
    expect(subjectOf('idea.decided')).toBe('ideas')
    expect(subjectOf('reviewer.assigned')).toBe('reviews')
    expect(subjectOf('round.concluded')).toBe('reviews')
    expect(subjectOf('opinion.delivered')).toBe('consultations')
    expect(subjectOf('message.posted')).toBe('consultations')
    expect(subjectOf('task.done')).toBe('plans')
    expect(subjectOf('plan.opened')).toBe('plans')
    expect(subjectOf('reminder.invitation')).toBe('reminders')
  })
})
