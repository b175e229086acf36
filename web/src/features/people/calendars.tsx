// The calendars by which periods are counted; the administrator makes new ones.
import { Plural, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { hasRole, useMe } from '../../api'
import { Empty, Loading, Opener, PlainLink, Trouble } from '../../ui'
import { CalendarForm } from './calendar-form'
import { Frame } from './frame'
import styles from './people.module.css'
import { calendarsQuery } from './queries'
import { usePlaces } from './places'

export function Calendars() {
  const { t } = useLingui()
  const administers = hasRole(useMe(), 'administrator')
  const navigate = useNavigate()
  const places = usePlaces()
  const calendars = useQuery(calendarsQuery)
  return (
    <Frame
      title={t`Calendars`}
      lead={<p>{t`Holidays and closure days of each seat. They say which days count in a consultation.`}</p>}
    >
      {calendars.isPending && <Loading />}
      {calendars.error && <Trouble error={calendars.error} onRetry={() => void calendars.refetch()} />}
      {calendars.data?.length === 0 && <Empty title={t`There is no calendar yet`} />}
      {calendars.data && calendars.data.length > 0 && (
        <ul className={styles.lines}>
          {calendars.data.map((each) => (
            <li key={each.calendar_id} className={styles.line}>
              <PlainLink to="/people/calendars/$calendarId" params={{ calendarId: each.calendar_id }} data-row>
                {places.calendar(each)}
              </PlainLink>
              <span>{each.zone}</span>
              <span>
                <Plural value={each.closure_days.length} one="# closure day" other="# closure days" />
              </span>
            </li>
          ))}
        </ul>
      )}
      {administers && (
        <div className={styles.below}>
          <Opener verb={t`Make a calendar`}>
            {(close) => (
              <CalendarForm
                close={close}
                then={(calendarId) => {
                  void navigate({ to: '/people/calendars/$calendarId', params: { calendarId } })
                }}
              />
            )}
          </Opener>
        </div>
      )}
    </Frame>
  )
}
