// Who of those concerned is who: the authors by name, and those whom the reader manages.
import { useQueries, useQuery } from '@tanstack/react-query'
import { type ImplementationOfferView, personQuery, useMe } from '../../api'
import { ideaQuery } from './queries'

export function useAuthors(ideaId: string): { value: string; label: string }[] {
  const idea = useQuery(ideaQuery(ideaId))
  const ids = (idea.data?.data.authors ?? []).filter((each) => each.accepted).map((each) => each.person_id)
  return useQueries({
    queries: ids.map(personQuery),
    combine: (answers) =>
      answers.flatMap(({ data }) => (data ? [{ value: data.person_id, label: data.display_name }] : [])),
  })
}

/** Of those who are offered a part, whom the reader manages. */
export function useManaged(offers: ImplementationOfferView[]): Set<string> {
  const me = useMe()
  const ids = [...new Set(offers.map((each) => each.person_id))]
  return useQueries({
    queries: ids.map(personQuery),
    combine: (answers) =>
      new Set(answers.flatMap(({ data }) => (data?.manager_id === me.person_id ? [data.person_id] : []))),
  })
}
