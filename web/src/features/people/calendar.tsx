// One calendar: where it holds, which days it leaves out, who counts by it, and what a change of it means.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Got, hasRole, type PeopleCalendarInUse, useMe } from '../../api'
import { useNamed } from '../../parts'
import { Link, Loading, Note, Opener, Section, Trouble, useMoments } from '../../ui'
import { CalendarForm } from './calendar-form'
import { Frame } from './frame'
import styles from './people.module.css'
import { usePlaces } from './places'
import { bodiesQuery, calendarQuery } from './queries'

const route = getRouteApi('/inside/people/calendars/$calendarId')

function Days({ days, none }: { days: string[]; none: string }) {
  const moments = useMoments()
  if (days.length === 0) return <p>{none}</p>
  return (
    <ul className={styles.days}>
      {days.toSorted().map((each) => (
        <li key={each}>{moments.day(each)}</li>
      ))}
    </ul>
  )
}

function Shown({ calendar }: { calendar: Got<PeopleCalendarInUse> }) {
  const { t } = useLingui()
  const named = useNamed()
  const places = usePlaces()
  const administers = hasRole(useMe(), 'administrator')
  const { country, subdivision, zone, body_ids: ids, local_holidays: local, ...told } = calendar.data
  const bodies = (useQuery(bodiesQuery).data ?? []).filter((each) => ids.includes(each.body_id))
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t`Place`}</dt>
        <dd>{places.named(country, subdivision)}</dd>
        <dt>{t`Time zone`}</dt>
        <dd>{zone}</dd>
        <dt>{t`Who counts by it`}</dt>
        <dd>
          {bodies.length === 0 && t`no body`}
          {bodies.map((each) => (
            <div key={each.body_id}>
              <Link to="/people/bodies/$bodyId" params={{ bodyId: each.body_id }}>
                {named(each.names)}
              </Link>
            </div>
          ))}
        </dd>
        <dt>{t`Closure days`}</dt>
        <dd>{told.closure_days_agreement ?? t`They count as any other day: no agreement says otherwise.`}</dd>
      </dl>
      {administers && (
        <div className={styles.below}>
          <Opener verb={t`Change the calendar`}>
            {(close) => <CalendarForm calendar={calendar} close={close} />}
          </Opener>
        </div>
      )}
      <Note kind="info" title={t`What a change means`}>
        <p>{told.means}</p>
      </Note>
      <Section id="local" title={t`Holidays of the place`} aside={t`Statutory holidays come by themselves.`}>
        <Days days={local} none={t`None beside the statutory ones.`} />
      </Section>
      <Section id="closure" title={t`Closure days`}>
        <Days days={told.closure_days} none={t`None.`} />
      </Section>
    </>
  )
}

export function Calendar() {
  const { t } = useLingui()
  const { calendarId } = route.useParams()
  const calendar = useQuery(calendarQuery(calendarId))
  const places = usePlaces()
  const above = <Link to="/people/calendars">{t`Calendars`}</Link>
  return (
    <Frame key={calendarId} title={calendar.data ? places.calendar(calendar.data.data) : t`A calendar`} above={above}>
      {calendar.isPending && <Loading />}
      {calendar.error && <Trouble error={calendar.error} onRetry={() => void calendar.refetch()} />}
      {calendar.data && <Shown calendar={calendar.data} />}
    </Frame>
  )
}
