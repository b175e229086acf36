// Where an idea may stand, in the order of its way.
export const STATUSES = [
  'draft',
  'submitted',
  'returned',
  'withdrawn',
  'merged',
  'under_review',
  'reviewed',
  'in_consultation',
  'decision_pending',
  'accepted',
  'accepted_with_changes',
  'pilot',
  'deferred',
  'declined',
  'appealed',
  'implementing',
  'implemented',
  'benefits_tracking',
  'closed',
] as const
export type IdeaStatus = (typeof STATUSES)[number]
