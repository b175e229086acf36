// Whose an idea is: its authors, and those of the ideas that were merged into it.
import type { IdeasIdeaView } from '../api'

/** Whether somebody is an author who has taken part in it, by whichever of its ideas. */
export function wrote(idea: IdeasIdeaView, personId: string): boolean {
  const all = [idea.authors, ...(idea.origins ?? []).map((each) => each.authors)]
  return all.some((authors) => authors?.some((each) => each.person_id === personId && each.accepted))
}
