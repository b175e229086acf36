// Where one is signed in, and the end of it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { data, peopleEndSession, peopleEndSessions, type PeopleSessionView } from '../../api'
import { Button, Loading, Section, Trouble, useMoments } from '../../ui'
import { browserOf } from './browser'
import { sessionsQuery } from './queries'
import styles from './settings.module.css'

function Line({ session }: { session: PeopleSessionView }) {
  const { t } = useLingui()
  const moments = useMoments()
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: () => data(peopleEndSession({ path: { session_id: session.session_id } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  const { browser, system } = browserOf(session.device) ?? {}
  const device = browser ? t`${browser} on ${system}` : session.device || t`Unknown device`
  const [since, seen] = [moments.time(session.started_at), moments.time(session.renewed_at)]
  return (
    <li className={styles.session}>
      <div>
        <p className={styles.device}>
          {device} {session.current && <b>{t`This one`}</b>}
        </p>
        <p className={styles.since}>
          <Trans>
            Signed in since {since}, last seen {seen}
          </Trans>
        </p>
        {ending.error && <Trouble error={ending.error} />}
      </div>
      {!session.current && (
        <Button
          variant="secondary"
          data-size="sm"
          working={ending.isPending}
          aria-label={t`End it: ${device}, since ${since}`}
          onClick={() => {
            ending.mutate()
          }}
        >
          {t`End it`}
        </Button>
      )}
    </li>
  )
}

export function Sessions() {
  const { t } = useLingui()
  const queries = useQueryClient()
  const sessions = useQuery(sessionsQuery)
  const others = useMutation({
    mutationFn: () => data(peopleEndSessions({ query: { except_current: true } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  return (
    <Section id="sessions" title={t`Where you are signed in`} aside={t`An ended session may read on for a quarter of an hour.`}>
      {sessions.isPending && <Loading />}
      {sessions.error && <Trouble error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data && (
        <ul className={styles.sessions}>
          {sessions.data.map((each) => (
            <Line key={each.session_id} session={each} />
          ))}
        </ul>
      )}
      {sessions.data && sessions.data.length > 1 && (
        <Button
          variant="secondary"
          working={others.isPending}
          onClick={() => {
            others.mutate()
          }}
        >
          {t`End all others`}
        </Button>
      )}
      {others.error && <Trouble error={others.error} />}
    </Section>
  )
}
