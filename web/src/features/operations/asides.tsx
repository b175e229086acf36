// What lies aside in one service, and what became of it: dead letters, events that wait, those that somebody settled.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type DeadLetter, operations, type Parked, type Run } from '../../api'
import { Person } from '../../parts'
import { Loading, Table, Trouble, useMoments } from '../../ui'
import { Act, GiveUp } from './act'
import { settledQuery } from './queries'
import styles from './service.module.css'
import { TraceLink } from './trace'

interface Aside {
  key: string
  event: Parked | DeadLetter
  when: string
  why: string
  acts: ReactNode
}

function Asides({ caption, rows }: { caption: string; rows: Aside[] }) {
  const { t } = useLingui()
  return (
    <div className={styles.place}>
      <table className={styles.asides}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Event`}</th>
            <th scope="col">{t`Where it lies`}</th>
            <th scope="col">{t`Attempts`}</th>
            <th scope="col">{t`Why`}</th>
            <th scope="col">{t`Since`}</th>
            <th scope="col">{t`What to do`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, event, when, why, acts }) => (
            <tr key={key}>
              <th scope="row">
                {event.type ?? t`no type`}
                {event.event_id && <code>{event.event_id}</code>}
                <TraceLink ideaId={event.idea_id} />
              </th>
              <td data-label={t`Where it lies`}>{`${event.topic}/${event.partition} @ ${event.offset}`}</td>
              <td data-label={t`Attempts`}>{event.attempts}</td>
              <td data-label={t`Why`}>{why}</td>
              <td data-label={t`Since`}>{when}</td>
              <td className={styles.acts}>{acts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function Dead({ service, letters }: { service: Run; letters: DeadLetter[] }) {
  const { t } = useLingui()
  const moments = useMoments()
  const rows = letters.map((event): Aside => {
    const named = `${event.type ?? ''} ${event.id}`
    return {
      key: event.id,
      event,
      when: moments.time(event.died_at),
      why: [event.reason, event.error_class].filter(Boolean).join(', '),
      acts: (
        <>
          <Act
            name={t`Try again`}
            label={t`Try again: ${named}`}
            run={() => operations.redrive(service, event.id)}
          />
          <GiveUp
            label={t`Give up: ${named}`}
            effect={t`It never takes effect in this service, and that stays. Later events of its key go on.`}
            run={(why) => operations.discard(service, event.id, why)}
          />
        </>
      ),
    }
  })
  return <Asides caption={t`What no retry cured`} rows={rows} />
}

export function Waiting({ service, parked }: { service: Run; parked: Parked[] }) {
  const { t } = useLingui()
  const moments = useMoments()
  const rows = parked.map((event): Aside => {
    const named = `${event.type ?? ''} ${event.id}`
    return {
      key: String(event.id),
      event,
      when: moments.time(event.parked_at),
      why: event.error_class ?? t`waits behind an earlier event of its key`,
      acts: (
        <>
          <Act
            name={t`Try now`}
            label={t`Try now: ${named}`}
            run={() => operations.retryParked(service, event.id)}
          />
          <GiveUp
            label={t`Give up: ${named}`}
            effect={t`It never takes effect in this service, and that stays. What waits behind it goes on.`}
            run={(why) => operations.discardParked(service, event.id, why)}
          />
        </>
      ),
    }
  })
  return <Asides caption={t`What waits for another try`} rows={rows} />
}

function Former({ service }: { service: Run }) {
  const { t } = useLingui()
  const moments = useMoments()
  const settled = useQuery(settledQuery(service))
  if (settled.isPending) return <Loading lines={2} />
  if (settled.error) return <Trouble error={settled.error} onRetry={() => void settled.refetch()} />
  if (settled.data.length === 0) return <p>{t`Nothing yet.`}</p>
  return (
    <Table
      hideCaption
      caption={t`What was settled`}
      heads={[t`Event`, t`What became of it`, t`Why`, t`By whom`, t`When`]}
      rows={settled.data.map((event) => ({
        key: event.id,
        cells: [
          <span key="event">
            {event.type ?? t`no type`} <TraceLink ideaId={event.idea_id} />
          </span>,
          event.state === 'discarded' ? t`given up` : t`tried again`,
          event.settled_why ?? '–',
          event.settled_by ? <Person key="by" personId={event.settled_by} named /> : t`on the command line`,
          event.settled_at ? moments.time(event.settled_at) : '–',
        ],
      }))}
    />
  )
}

/** What somebody tried again or gave up, with the reason: asked for when it is opened. */
export function Settled({ service }: { service: Run }) {
  const { t } = useLingui()
  const [open, show] = useState(false)
  return (
    <details
      className={styles.settled}
      onToggle={(event) => {
        show(event.currentTarget.open)
      }}
    >
      <summary>{t`What was settled`}</summary>
      {open && <Former service={service} />}
    </details>
  )
}
