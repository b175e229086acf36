// A colleague by name, and the choice of one by words of the name.
import { Trans, useLingui } from '@lingui/react/macro'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { data, peopleSearch, personQuery, useMe } from '../api'
import { RadioField, TextField } from '../ui'

const colleaguesQuery = (words: string) =>
  queryOptions({
    queryKey: ['people', 'search', words],
    queryFn: async () => (await data(peopleSearch({ query: { q: words, limit: 6 } }))).items,
    enabled: words.length >= 2,
    staleTime: 60_000,
  })

/** `named`: by name though it is the reader. */
export function Person({ personId, named = false }: { personId: string; named?: boolean }) {
  const { t } = useLingui()
  const me = useMe()
  const person = useQuery(personQuery(personId))
  if (!named && personId === me.person_id) return <>{t`you`}</>
  return <>{person.data?.display_name ?? (person.isError ? t`a former colleague` : '…')}</>
}

interface Props {
  id: string
  label: string
  value: string
  error: string | undefined
  onChange: (personId: string) => void
}

export function PersonField({ id, label, value, error, onChange }: Props) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const wanted = words.trim()
  const found = useQuery(colleaguesQuery(wanted))
  const chosen = useQuery({ ...personQuery(value), enabled: value !== '' })
  const name = chosen.data?.display_name
  const options = (wanted.length >= 2 ? (found.data ?? []) : []).map((each) => ({
    value: each.person_id,
    label: each.display_name,
  }))
  return (
    <>
      <TextField
        id={id}
        label={label}
        hint={name && value ? <Trans>Chosen: {name}. Type another name to change it.</Trans> : t`Type a part of the name, then choose.`}
        value={words}
        error={error}
        autoComplete="off"
        onChange={setWords}
      />
      {options.length > 0 && (
        <RadioField<string>
          id={`${id}-found`}
          label={t`Colleagues with this name`}
          value={value}
          options={options}
          onChange={onChange}
        />
      )}
      {wanted.length >= 2 && found.data?.length === 0 && <p role="status">{t`Nobody has this name.`}</p>}
    </>
  )
}
