// What stands in the address of the list of decisions.
export const DECIDED = ['accepted', 'accepted_with_changes', 'pilot', 'deferred', 'declined', 'appealed'] as const
export type Decided = (typeof DECIDED)[number]

export function decisionsSearch(search: Record<string, unknown>): { status?: Decided | undefined } {
  return { status: DECIDED.find((each) => each === search.status) }
}
