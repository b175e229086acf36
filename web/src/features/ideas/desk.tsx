// The scheme office's desk: what waits on the left, the chosen idea on the right, the decision below its text. On a narrow
// screen the list comes first, and the idea is a page of its own.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { hasRole, type IdeasIdeaSeen, type Waiting, useMe } from '../../api'
import { Empty, Link, Loading, Note, Page, PlainLink, Reading, STANDS, Trouble, useMoments } from '../../ui'
import { Author } from './author'
import styles from './desk.module.css'
import { Files } from './files'
import { ideaQuery, queueQuery } from './queries'
import { Triage } from './triage'
import { FACET_WORDS, SEEN_BY } from './words'

const route = getRouteApi('/inside/triage')

function Facts({ idea }: { idea: IdeasIdeaSeen }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const at = idea.priority_at ? moments.time(idea.priority_at) : ''
  const kinds = idea.facets.map((each) => i18n._(FACET_WORDS[each].label)).join(', ')
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t`Received`}</dt>
        <dd>{at}</dd>
      </div>
      <div>
        <dt>{t`Authors`}</dt>
        <dd>
          <ul className={styles.plain}>
            {idea.authors?.map((each) => (
              <Author key={each.person_id} author={each} alone={idea.authors?.length === 1} />
            ))}
          </ul>
        </dd>
      </div>
      <div>
        <dt>{t`Seen by`}</dt>
        <dd>{i18n._(SEEN_BY[idea.visibility])}</dd>
      </div>
      <div>
        <dt>{t`Support`}</dt>
        <dd>
          <Plural value={idea.endorsements} one="# person" other="# people" />
        </dd>
      </div>
      {kinds && (
        <div>
          <dt>{t`Kind of innovation`}</dt>
          <dd>{kinds}</dd>
        </div>
      )}
    </dl>
  )
}

function Chosen({ ideaId, done }: { ideaId: string; done: (said: string) => void }) {
  const { t, i18n } = useLingui()
  const idea = useQuery(ideaQuery(ideaId))
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  const there = idea.isSuccess
  useEffect(() => {
    // who goes from one idea to the next begins at its title; the page itself begins at its own
    if (!first.current && there) heading.current?.focus({ preventScroll: true })
    if (there) first.current = false
  }, [ideaId, there])
  if (idea.isPending) return <Loading lines={10} />
  if (idea.error) return <Trouble error={idea.error} onRetry={() => void idea.refetch()} />
  const found = idea.data.data
  const stands = STANDS[found.status]
  const label = i18n._(stands.label)
  return (
    <article className={styles.idea}>
      <h2 ref={heading} tabIndex={-1} lang={found.language} className={styles.title}>
        {found.title}
      </h2>
      <p className={styles.meta}>
        <Link to="/ideas/$ideaId" params={{ ideaId }}>
          {t`No. ${found.number ?? 0}, with its comments`}
        </Link>
      </p>
      <Facts idea={found} />
      {found.html && <Reading html={found.html} lang={found.language} weighty />}
      <Files ideaId={ideaId} />
      {found.status === 'submitted' ? (
        <Triage idea={found} done={done} />
      ) : (
        <Note kind="info" title={t`Nothing to decide here now: ${label}`}>
          <p>{i18n._(stands.next)}</p>
          <Link to="/ideas/$ideaId" params={{ ideaId }}>
            {t`See what was decided`}
          </Link>
        </Note>
      )}
    </article>
  )
}

function Item({ waiting, current }: { waiting: Waiting; current: boolean }) {
  const { t } = useLingui()
  const moments = useMoments()
  const due = waiting.due_on ? moments.shortDay(waiting.due_on) : null
  const since = waiting.since ? moments.date(waiting.since) : null
  return (
    <li>
      <PlainLink
        to="/triage"
        search={{ idea: waiting.idea_id }}
        aria-current={current || undefined}
        data-row
        resetScroll={false}
        className={styles.item}
      >
        <b>{waiting.title}</b>
        <span className={styles.meta}>{due ? t`Answer due ${due}` : since && t`Since ${since}`}</span>
      </PlainLink>
    </li>
  )
}

function Queue() {
  const { t } = useLingui()
  const { idea } = route.useSearch()
  const navigate = route.useNavigate()
  const queue = useQuery(queueQuery)
  const [said, say] = useState('')
  if (queue.isPending) return <Loading lines={8} />
  if (queue.error) return <Trouble error={queue.error} onRetry={() => void queue.refetch()} />
  const items = queue.data
  const chosen = idea ?? items[0]?.idea_id
  function done(what: string) {
    say(what)
    const at = items.findIndex((each) => each.idea_id === chosen)
    const next = items[at + 1] ?? items[at - 1]
    void navigate({ search: { idea: idea && next ? next.idea_id : undefined } })
  }
  return (
    <>
      <p role="status" className={styles.said}>
        {said}
      </p>
      {items.length === 0 && !idea ? (
        <Empty title={t`Nothing waits for triage`}>
          <p>{t`As soon as an idea is handed in, it stands here, the one whose answer is due first at the top.`}</p>
        </Empty>
      ) : (
        <div className={styles.place}>
          <div className={styles.desk} data-chosen={idea !== undefined || undefined}>
            <nav aria-label={t`What waits for triage`} className={styles.queue}>
              <p className={styles.meta}>
                <Plural value={items.length} one="# idea waits" other="# ideas wait" />
              </p>
              <ol className={styles.items}>
                {items.map((each) => (
                  <Item key={each.idea_id} waiting={each} current={each.idea_id === chosen} />
                ))}
              </ol>
            </nav>
            <div className={styles.paper}>
              <p className={styles.back}>
                <Link to="/triage">
                  <Trans>Back to what waits</Trans>
                </Link>
              </p>
              {chosen && <Chosen ideaId={chosen} done={done} />}
            </div>
          </div>
        </div>
      )}
    </>
  )
}

export function Desk() {
  const { t } = useLingui()
  const me = useMe()
  return (
    <Page title={t`Triage`}>
      {hasRole(me, 'scheme-officer') ? (
        <Queue />
      ) : (
        <Note kind="info" title={t`The desk is for the scheme office`}>
          <p>{t`It looks at every idea that is handed in and says where it goes. What it decided stands in the timeline of the idea.`}</p>
          <Link to="/ideas">{t`To the ideas`}</Link>
        </Note>
      )}
    </Page>
  )
}
