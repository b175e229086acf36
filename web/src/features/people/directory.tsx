// Colleagues by name, unit and function; the filters stand in the address.
import { Plural, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type PeoplePersonView, type Role, unitsQuery } from '../../api'
import { Filters, More, SearchBox, useNamed } from '../../parts'
import { Button, Empty, PlainLink, SelectField } from '../../ui'
import { Frame } from './frame'
import styles from './people.module.css'
import { directoryQuery } from './queries'
import { type DirectorySearch, FUNCTIONS } from './search'
import { FUNCTION } from './words'

const route = getRouteApi('/inside/people')

type Change = (change: DirectorySearch) => void

function Narrowing({ search, change }: { search: DirectorySearch; change: Change }) {
  const { t, i18n } = useLingui()
  const named = useNamed()
  const units = useQuery(unitsQuery)
  return (
    <Filters set={[search.unit, search.role]}>
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
    </Filters>
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
      <SearchBox
        words={search.q ?? ''}
        label={t`Part of the name`}
        change={(q) => {
          change({ q })
        }}
      />
      <Narrowing search={search} change={change} />
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
