// Colleagues by name, unit and function; the filters stand in the address.
import { Plural, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type PeoplePersonView, type Role, unitsQuery } from '../../api'
import { More, useNamed } from '../../parts'
import { Button, Empty, PlainLink, SelectField, TextField } from '../../ui'
import { Frame } from './frame'
import styles from './people.module.css'
import { directoryQuery } from './queries'
import { type DirectorySearch, FUNCTIONS } from './search'
import { FUNCTION } from './words'

const route = getRouteApi('/inside/people')

type Change = (change: DirectorySearch) => void

function Filters({ search, change }: { search: DirectorySearch; change: Change }) {
  const { t, i18n } = useLingui()
  const named = useNamed()
  const units = useQuery(unitsQuery)
  const [words, setWords] = useState(search.q ?? '')
  return (
    <form
      role="search"
      className={styles.filters}
      onSubmit={(event) => {
        event.preventDefault()
        change({ q: words.trim() || undefined })
      }}
    >
      <TextField id="name" label={t`Part of the name`} value={words} onChange={setWords} autoComplete="off" />
      <SelectField<string>
        id="unit"
        label={t`Unit, with those below it`}
        value={search.unit ?? ''}
        options={[
          { value: '', label: t`Whole organisation` },
          ...(units.data ?? []).map((each) => ({ value: each.unit_id, label: named(each.names) })),
        ]}
        onChange={(unit) => {
          change({ unit: unit || undefined })
        }}
      />
      <SelectField<Role | ''>
        id="role"
        label={t`Function`}
        value={search.role ?? ''}
        options={[
          { value: '', label: t`With or without one` },
          ...FUNCTIONS.map((value) => ({ value, label: i18n._(FUNCTION[value].label) })),
        ]}
        onChange={(role) => {
          change({ role: role || undefined })
        }}
      />
      <Button type="submit" variant="secondary">
        {t`Search`}
      </Button>
    </form>
  )
}

function Line({ person }: { person: PeoplePersonView }) {
  const { i18n } = useLingui()
  const named = useNamed()
  const unit = useQuery(unitsQuery).data?.find((each) => each.unit_id === person.unit_id)
  const functions = [...new Set(person.roles.map((each) => each.role))].map((each) => i18n._(FUNCTION[each].label))
  return (
    <li className={styles.line}>
      <PlainLink to="/people/$personId" params={{ personId: person.person_id }} data-row>
        {person.display_name}
      </PlainLink>
      <span>{unit && named(unit.names)}</span>
      <span>{functions.join(', ')}</span>
    </li>
  )
}

export function Directory() {
  const { t } = useLingui()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change: Change = (wanted) => {
    void navigate({ search: (before) => ({ ...before, ...wanted }), replace: true, resetScroll: false })
  }
  const asked = useInfiniteQuery(directoryQuery(search))
  const found = asked.data?.pages.flatMap((page) => page.items) ?? []
  const count = asked.hasNextPage ? (
    <Plural value={found.length} one="The first person" other="The first # people" />
  ) : (
    <Plural value={found.length} one="# person" other="# people" />
  )
  const none = (
    <Empty title={t`Nobody fits`}>
      <Button
        variant="secondary"
        onClick={() => {
          change({ q: undefined, unit: undefined, role: undefined })
        }}
      >
        {t`Clear all filters`}
      </Button>
    </Empty>
  )
  return (
    <Frame title={t`People`} lead={<p>{t`Who works here, and who has a function in the scheme. HR systems tell names and units.`}</p>}>
      <Filters key={search.q ?? ''} search={search} change={change} />
      <More asked={asked} items={found} empty={none} count={count}>
        {(people) => (
          <ul className={styles.lines}>
            {people.map((each) => (
              <Line key={each.person_id} person={each} />
            ))}
          </ul>
        )}
      </More>
    </Frame>
  )
}
