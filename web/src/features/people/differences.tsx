// Where HR has said something else since the administration spoke: whose word counts, and where to say it again.
import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { hasRole, type PeopleDiscrepancyView, useMe } from '../../api'
import { More, Person } from '../../parts'
import { Empty, Link, Note, Section, useMoments } from '../../ui'
import { Frame } from './frame'
import styles from './people.module.css'
import { differencesQuery } from './queries'

function Told({ word, counts }: { word: PeopleDiscrepancyView['hr']; counts: boolean }) {
  const { t } = useLingui()
  const moments = useMoments()
  const [day, at] = [moments.day(word.effective_on), moments.time(word.told_at)]
  return (
    <>
      <p>
        {counts && <b>{t`This counts.`} </b>}
        <Trans>
          From {day} on, told {at}
        </Trans>
      </p>
      <dl className={styles.says}>
        {Object.entries(word.data).map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Thing({ difference }: { difference: PeopleDiscrepancyView }) {
  const { t } = useLingui()
  const { kind, thing_id: id } = difference
  if (kind === 'person')
    return (
      <Link to="/people/$personId" params={{ personId: id }}>
        <Person personId={id} named />
      </Link>
    )
  if (kind === 'body') return <Link to="/people/bodies/$bodyId" params={{ bodyId: id }}>{t`The body`}</Link>
  return <Link to="/people/calendars/$calendarId" params={{ calendarId: id }}>{t`The calendar`}</Link>
}

function Difference({ difference }: { difference: PeopleDiscrepancyView }) {
  const { t } = useLingui()
  const { about, administration, counts, hr } = difference
  const id = `difference-${difference.thing_id}-${about}`
  return (
    <Section id={id} title={<Thing difference={difference} />} aside={<code>{about}</code>}>
      <div className={styles.words} data-row tabIndex={-1}>
        <div className={styles.word} data-counts={counts === 'hr' || undefined}>
          <h3>{t`HR says`}</h3>
          <Told word={hr} counts={counts === 'hr'} />
        </div>
        <div className={styles.word} data-counts={counts === 'administration' || undefined}>
          <h3>
            <Trans>
              The administration says (<Person personId={administration.told_by} named />)
            </Trans>
          </h3>
          <Told word={administration} counts={counts === 'administration'} />
        </div>
      </div>
    </Section>
  )
}

function All() {
  const { t } = useLingui()
  const asked = useInfiniteQuery(differencesQuery)
  const found = asked.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <More asked={asked} items={found} empty={<Empty title={t`HR and the administration agree`} />}>
      {(all) => all.map((each) => <Difference key={each.thing_id + each.about} difference={each} />)}
    </More>
  )
}

export function Differences() {
  const { t } = useLingui()
  const administers = hasRole(useMe(), 'administrator')
  return (
    <Frame
      title={t`Differences with HR`}
      lead={<p>{t`HR has said something else since the administration spoke. To keep or take a word, say it again at the person, body or calendar.`}</p>}
    >
      {administers ? (
        <All />
      ) : (
        <Note kind="info" title={t`For the administrator`}>
          <p>{t`What HR tells of people is looked at by the administrator alone.`}</p>
        </Note>
      )}
    </Frame>
  )
}
