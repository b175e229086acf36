// The authors of an idea by name.
import { useQueries, useQuery } from '@tanstack/react-query'
import { personQuery } from '../../api'
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
