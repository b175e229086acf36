// One service: what waits to be told, how far it has read, what is parked and what is dead.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type DeadLetter, operations, type Parked, type Partition, type Run } from '../../api'
import { Button, Dialog, Loading, Section, Trouble, useMoments } from '../../ui'
import { standingQuery } from './queries'
import styles from './service.module.css'
import { ageLevel, type Level, levelOf } from './standing'

function Mark({ level }: { level: Level }) {
  const { t } = useLingui()
  const words: Record<Level, string> = { well: t`Does well`, look: t`Worth a look`, trouble: t`Needs somebody` }
  return (
    <span className={styles.mark} data-level={level}>
      {words[level]}
    </span>
  )
}

function Figure({ name, level, children }: { name: string; level: Level; children: ReactNode }) {
  return (
    <div data-level={level}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** An act on one event; what cannot be taken back is asked about first. */
function Act({ service, name, label, run, ask }: ActProps) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const doing = useMutation({
    mutationFn: run,
    onSuccess: () => queries.invalidateQueries(standingQuery(service)),
    onSettled: () => {
      setAsking(false)
    },
  })
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        working={doing.isPending}
        aria-label={label}
        onClick={() => {
          if (ask) setAsking(true)
          else doing.mutate()
        }}
      >
        {name}
      </Button>
      {doing.error && <Trouble error={doing.error} />}
      {asking && (
        <Dialog
          open
          onClose={() => {
            setAsking(false)
          }}
          title={t`Give this event up?`}
          actions={
            <>
              <Button
                data-color="danger"
                working={doing.isPending}
                onClick={() => {
                  doing.mutate()
                }}
              >
                {t`Give it up`}
              </Button>
              <Button
                variant="secondary"
                onClick={() => {
                  setAsking(false)
                }}
              >
                {t`Keep it`}
              </Button>
            </>
          }
        >
          <p>{ask}</p>
        </Dialog>
      )}
    </>
  )
}

interface ActProps {
  service: Run
  name: string
  label: string
  run: () => Promise<unknown>
  ask?: string
}

function Stopped({ service, partitions }: { service: Run; partitions: Partition[] }) {
  const { t } = useLingui()
  const moments = useMoments()
  return (
    <ul className={styles.stopped}>
      {partitions.map((each) => {
        const place = `${each.topic}/${each.partition}`
        const since = each.stopped_at ? moments.time(each.stopped_at) : ''
        return (
          <li key={place}>
            <span>
              <Trans>
                <b>{place}</b> is stopped since {since}: too many dead letters came one after another.
              </Trans>
            </span>
            <Act
              service={service}
              name={t`Let it go on`}
              label={t`Let it go on: ${place}`}
              run={() => operations.resume(service, each)}
            />
          </li>
        )
      })}
    </ul>
  )
}

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
  )
}

function Dead({ service, letters }: { service: Run; letters: DeadLetter[] }) {
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
            service={service}
            name={t`Try again`}
            label={t`Try again: ${named}`}
            run={() => operations.redrive(service, event.id)}
          />
          <Act
            service={service}
            name={t`Give up`}
            label={t`Give up: ${named}`}
            ask={t`It never takes effect in this service, and that stays. Later events of its key go on.`}
            run={() => operations.discard(service, event.id)}
          />
        </>
      ),
    }
  })
  return <Asides caption={t`What no retry cured`} rows={rows} />
}

function Waiting({ service, parked }: { service: Run; parked: Parked[] }) {
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
            service={service}
            name={t`Try now`}
            label={t`Try now: ${named}`}
            run={() => operations.retryParked(service, event.id)}
          />
          <Act
            service={service}
            name={t`Give up`}
            label={t`Give up: ${named}`}
            ask={t`It never takes effect in this service, and that stays. What waits behind it goes on.`}
            run={() => operations.discardParked(service, event.id)}
          />
        </>
      ),
    }
  })
  return <Asides caption={t`What waits for another try`} rows={rows} />
}

export function Service({ name }: { name: Run }) {
  const { t } = useLingui()
  const moments = useMoments()
  const standing = useQuery(standingQuery(name))
  if (!standing.data)
    return (
      <Section id={name} title={name}>
        {standing.error ? <Trouble error={standing.error} onRetry={() => void standing.refetch()} /> : <Loading />}
      </Section>
    )
  const { outbox, partitions, parked, dead } = standing.data
  const stopped = partitions.filter((each) => each.stopped_at !== null)
  const age = Math.round(outbox.oldest_age_seconds)
  const read = partitions.map((each) => each.updated_at).toSorted().at(-1)
  const level = levelOf({ outboxAge: age, stopped: stopped.length, parked: parked.length, dead: dead.length })
  return (
    <Section id={name} title={name} aside={<Mark level={level} />}>
      <dl className={styles.figures}>
        <Figure name={t`To be told`} level={ageLevel(age)}>
          {outbox.rows} {outbox.rows > 0 && <Plural value={age} one="the oldest # second" other="the oldest # seconds" />}
        </Figure>
        <Figure name={t`Last read`} level={stopped.length > 0 ? 'trouble' : 'well'}>
          {read ? moments.time(read) : t`nothing yet`}
        </Figure>
        <Figure name={t`Wait for another try`} level={parked.length > 0 ? 'look' : 'well'}>
          {parked.length}
        </Figure>
        <Figure name={t`Dead letters`} level={dead.length > 0 ? 'trouble' : 'well'}>
          {dead.length}
        </Figure>
      </dl>
      {standing.error && <Trouble error={standing.error} onRetry={() => void standing.refetch()} />}
      {stopped.length > 0 && <Stopped service={name} partitions={stopped} />}
      {dead.length > 0 && <Dead service={name} letters={dead} />}
      {parked.length > 0 && <Waiting service={name} parked={parked} />}
    </Section>
  )
}
