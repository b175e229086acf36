// The clock of a case: the day, how many days are left, each day one can point at, why it is that day, and what if.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type UnionDialogueClockView, useNow } from '../../api'
import { Button, Loading, TextField, Trouble, useMoments } from '../../ui'
import { ClockIcon } from '../../ui/icons'
import styles from './clock.module.css'
import { clockQuery } from './queries'
import { type Cell, inWorkingDays, left, safeDay, strip } from './strip'
import { SILENCE } from './words'

const route = getRouteApi('/inside/cases/$caseId')

function state(cell: Cell, today: string, last: string | null): string | undefined {
  if (cell.number === null) return 'off'
  if (cell.day === today) return 'today'
  if (cell.day === last) return 'last'
  return cell.day < today ? 'past' : undefined
}

export function DayStrip({ clock, today }: { clock: UnionDialogueClockView; today: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const cells = strip(clock)
  if (cells.length === 0) return null
  return (
    <ol className={styles.strip} aria-label={t`The days of the period`} data-long={cells.length > 21 || undefined}>
      {cells.map((cell) => {
        const day = moments.shortDay(cell.day)
        const why = cell.why ?? (cell.number === null ? t`${day}: not counted` : undefined)
        return (
          <li
            key={cell.day}
            data-is={state(cell, today, clock.last_day)}
            title={why ?? day}
            aria-current={cell.day === today ? 'date' : undefined}
          >
            <b>{cell.number ?? <span aria-hidden="true">–</span>}</b>
            <span className="sr">{why ?? day}</span>
            <span aria-hidden="true">{moments.weekday(cell.day)}</span>
            <span aria-hidden="true">{Number(cell.day.slice(8))}</span>
          </li>
        )
      })}
    </ol>
  )
}

function Left({ clock, today }: { clock: UnionDialogueClockView; today: string }) {
  const { t } = useLingui()
  const { left: days, all } = left(strip(clock), today)
  return (
    <p className={styles.left}>
      <b>{days}</b>
      <span>
        {inWorkingDays(clock) ? (
          <Plural value={days} one="working day left" other="working days left" />
        ) : (
          <Plural value={days} one="day left" other="days left" />
        )}
      </span>
      <span>{t`of ${all}`}</span>
    </p>
  )
}

export function Why({ clock, open }: { clock: UnionDialogueClockView; open: boolean }) {
  const { t } = useLingui()
  return (
    <details className={styles.why} open={open}>
      <summary>{clock.last_day ? t`Why this date?` : t`Why is there no date?`}</summary>
      <ol>
        {clock.reasons.map((each) => (
          <li key={`${each.code}/${each.day ?? ''}/${each.text}`}>{each.text}</li>
        ))}
      </ol>
      <p className={styles.small}>
        <Trans>
          Calendar of the seat, version {clock.calendar_version}. {clock.notice}
        </Trans>
      </p>
    </details>
  )
}

function Silence({ clock }: { clock: UnionDialogueClockView }) {
  const { i18n } = useLingui()
  const words = SILENCE[clock.silence]
  return (
    words && (
      <p className={styles.silence}>
        <ClockIcon aria-hidden="true" />
        {i18n._(words)}
      </p>
    )
  )
}

function OtherReading({ clock }: { clock: UnionDialogueClockView }) {
  const moments = useMoments()
  const safe = safeDay(clock)
  if (!clock.other || !clock.last_day || !safe) return null
  const [one, other] = [moments.day(clock.last_day), moments.day(clock.other.last_day)]
  const act = moments.day(safe)
  return (
    <p className={styles.doubt}>
      <Trans>
        The law is disputed here: the period ends on {one} or on {other}. Who acts by {act} is in time by either reading;
        silence takes effect only after the later one.
      </Trans>
    </p>
  )
}

function Calendar({ clock }: { clock: UnionDialogueClockView }) {
  const moments = useMoments()
  const other = clock.by_todays_calendar
  if (!other?.last_day) return null
  const day = moments.day(other.last_day)
  return (
    <p className={styles.doubt}>
      <Trans>
        The calendar of the seat has changed since. By version {other.calendar_version} the last day would be {day}; nothing
        moves until the consultation officer takes it.
      </Trans>
    </p>
  )
}

function Then({ clock, received }: { clock: UnionDialogueClockView; received: string }) {
  const moments = useMoments()
  const from = moments.day(received)
  const until = clock.last_day ? moments.day(clock.last_day) : null
  if (!until)
    return (
      <p>
        <Trans>No period would run: nothing gives its length yet.</Trans>
      </p>
    )
  return (
    <p>
      <Trans>
        Received on {from}, the opinion would be due by <strong>{until}, 24:00</strong>. Nothing changes by asking.
      </Trans>
    </p>
  )
}

function WhatIf({ caseId, today }: { caseId: string; today: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const { received } = route.useSearch()
  const navigate = route.useNavigate()
  const [typed, type] = useState(received ?? '')
  const asked = useQuery({ ...clockQuery(caseId, received), enabled: received !== undefined })
  const found = received ? asked.data : undefined
  return (
    <section className={styles.whatif} aria-labelledby="whatif">
      <h2 id="whatif">{t`What if it is received on another day?`}</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void navigate({ search: { received: typed || undefined }, replace: true, resetScroll: false })
        }}
      >
        <TextField
          id="received"
          type="date"
          label={t`Received on`}
          hint={typed ? moments.day(typed) : undefined}
          value={typed}
          onChange={type}
        />
        <Button type="submit" variant="secondary">{t`Count`}</Button>
      </form>
      <div role="status">
        {asked.error && <Trouble error={asked.error} />}
        {found && <Then clock={found} received={received ?? ''} />}
      </div>
      {found && <DayStrip clock={found} today={today} />}
      {found && <Why clock={found} open={false} />}
    </section>
  )
}

function Head({ clock, today }: { clock: UnionDialogueClockView; today: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const day = clock.last_day ? moments.day(clock.last_day) : ''
  const now = moments.day(today)
  if (clock.state === 'does-not-run')
    return <p className={styles.day}>{t`No period runs. The reasoning below says what it waits for.`}</p>
  if (clock.state === 'over') {
    if (!clock.last_day) return <p className={styles.day}>{t`No period runs any more.`}</p>
    return (
      <p className={styles.day}>
        {clock.last_day < today ? (
          <Trans>The period is over. Its last day was {day}.</Trans>
        ) : (
          <Trans>The period has ended early. It would have run until {day}.</Trans>
        )}
      </p>
    )
  }
  if (!day) return <p className={styles.day}>{t`No period is agreed yet, so none would run.`}</p>
  return (
    <div className={styles.head}>
      <Left clock={clock} today={today} />
      <div>
        <p className={styles.day}>
          {clock.state === 'runs' ? (
            <Trans>The opinion must reach management by {day}, 24:00</Trans>
          ) : (
            <Trans>If it were received today, the opinion would be due by {day}, 24:00</Trans>
          )}
        </p>
        <p className={styles.small}>
          <Trans>Time at the seat of the body. Today is {now}.</Trans>
        </p>
      </div>
    </div>
  )
}

export function ClockCard({ caseId }: { caseId: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const today = moments.dayAt(useNow())
  const asked = useQuery(clockQuery(caseId))
  const clock = asked.data
  const live = clock?.state === 'runs' || clock?.state === 'if-received'
  return (
    <section className={styles.card} aria-label={t`Clock`}>
      {asked.isPending && <Loading lines={5} />}
      {asked.error && <Trouble error={asked.error} onRetry={() => void asked.refetch()} />}
      {clock && (
        <>
          <div className={styles.part}>
            <Head clock={clock} today={today} />
            {clock.state !== 'does-not-run' && <DayStrip clock={clock} today={today} />}
            <OtherReading clock={clock} />
            <Calendar clock={clock} />
          </div>
          {live && <Silence clock={clock} />}
          <div className={styles.part}>
            <Why clock={clock} open={clock.state !== 'over'} />
          </div>
          {clock.state !== 'over' && <WhatIf caseId={caseId} today={today} />}
        </>
      )}
    </section>
  )
}
