// What the address of the list of plans holds.
export const STATES = ['prepared', 'open', 'implemented', 'completed', 'stopped', 'withdrawn'] as const
export type PlanState = (typeof STATES)[number]

export interface PlansSearch {
  state?: PlanState | undefined
  mine?: true | undefined
  order?: 'newest' | undefined
}

/** An address that was typed or is old: what it does not know is left out, nothing breaks. */
export function plansSearch(search: Record<string, unknown>): PlansSearch {
  return {
    state: STATES.find((each) => each === search.state),
    mine: search.mine === true ? true : undefined,
    order: search.order === 'newest' ? 'newest' : undefined,
  }
}
