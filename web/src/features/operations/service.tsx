// One service: what waits to be told, how far it has read, what is parked and what is dead.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { operations, type Partition, type Run } from '../../api'
import { Loading, Section, Trouble, useMoments } from '../../ui'
import { Act } from './act'
import { Dead, Settled, Waiting } from './asides'
import { standingQuery } from './queries'
import styles from './service.module.css'
import { ageLevel, type Behind, behindLevel, behindOf, type Level, levelOf } from './standing'

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

/** What the others told and this service has not applied yet. */
function ToRead({ behind }: { behind: Behind }) {
  const { t } = useLingui()
  const { records, seconds: age, unread } = behind
  return (
    <Figure name={t`To be read`} level={behindLevel(behind)}>
      {records} {records > 0 && <Plural value={age} one="the oldest # second" other="the oldest # seconds" />}
      {unread > 0 && (
        <p>
          <Plural value={unread} one="Nobody reads # partition" other="Nobody reads # partitions" />
        </p>
      )}
    </Figure>
  )
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
              name={t`Start it again`}
              label={t`Start it again: ${place}`}
              run={() => operations.resume(service, each)}
            />
          </li>
        )
      })}
    </ul>
  )
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
  const behind = behindOf(partitions)
  const level = levelOf({ outboxAge: age, behind, stopped: stopped.length, parked: parked.length, dead: dead.length })
  return (
    <Section id={name} title={name} aside={<Mark level={level} />}>
      <dl className={styles.figures}>
        <Figure name={t`To be told`} level={ageLevel(age)}>
          {outbox.rows} {outbox.rows > 0 && <Plural value={age} one="the oldest # second" other="the oldest # seconds" />}
        </Figure>
        <ToRead behind={behind} />
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
      <Settled service={name} />
    </Section>
  )
}
