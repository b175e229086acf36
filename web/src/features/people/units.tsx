// The tree of units on a day, past or to come.
import { Plural, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type PeopleUnitView, useNow } from '../../api'
import { useNamed } from '../../parts'
import { Empty, Loading, PlainLink, TextField, Trouble, useMoments } from '../../ui'
import { Frame } from './frame'
import styles from './people.module.css'
import { unitsOnQuery } from './queries'

const route = getRouteApi('/inside/people/units')

function Branch({ unit, all }: { unit: PeopleUnitView; all: PeopleUnitView[] }) {
  const named = useNamed()
  const below = all.filter((each) => each.parent_id === unit.unit_id)
  return (
    <li>
      <PlainLink to="/people" search={{ unit: unit.unit_id }}>
        {named(unit.names)}
      </PlainLink>{' '}
      <span className={styles.seat}>{unit.seat}</span>
      {below.length > 0 && (
        <ul>
          {below.map((each) => (
            <Branch key={each.unit_id} unit={each} all={all} />
          ))}
        </ul>
      )}
    </li>
  )
}

function Tree({ units }: { units: PeopleUnitView[] }) {
  const { t } = useLingui()
  const known = new Set(units.map((each) => each.unit_id))
  // a unit whose parent is not there on that day stands on top, so that none is hidden
  const tops = units.filter((each) => each.parent_id === null || !known.has(each.parent_id))
  if (units.length === 0) return <Empty title={t`There was no unit on that day`} />
  return (
    <>
      <p role="status">
        <Plural value={units.length} one="# unit" other="# units" />
      </p>
      <ul className={styles.tree}>
        {tops.map((each) => (
          <Branch key={each.unit_id} unit={each} all={units} />
        ))}
      </ul>
    </>
  )
}

export function Units() {
  const { t } = useLingui()
  const moments = useMoments()
  const today = moments.dayAt(useNow())
  const { on } = route.useSearch()
  const navigate = route.useNavigate()
  const units = useQuery(unitsOnQuery(on))
  return (
    <Frame title={t`Units`} lead={<p>{t`How the organisation is built, as HR systems tell it. Choose one to see who works there today.`}</p>}>
      <div className={styles.day}>
        <TextField
          id="on"
          type="date"
          label={t`As it is on`}
          hint={moments.day(on ?? today)}
          value={on ?? today}
          onChange={(day) => {
            void navigate({ search: { on: day && day !== today ? day : undefined }, replace: true, resetScroll: false })
          }}
        />
      </div>
      {units.isPending && <Loading lines={8} />}
      {units.error && <Trouble error={units.error} onRetry={() => void units.refetch()} />}
      {units.data && <Tree units={units.data} />}
    </Frame>
  )
}
