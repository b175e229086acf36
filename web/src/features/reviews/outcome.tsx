// What peer review said about an idea, as its authors read it; the scheme office finds the rounds behind it.
import { useLingui } from '@lingui/react/macro'
import { useQueries, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { hasRole, isRefusal, useMe } from '../../api'
import { IdeaPages } from '../../parts'
import { Empty, Link, Loading, Page, Section, Trouble } from '../../ui'
import { Came } from './came'
import { concludedQuery, ideaQuery, outcomeQuery, roundsQuery } from './queries'
import styles from './round.module.css'
import { ROUNDS } from './words'

const route = getRouteApi('/inside/ideas/$ideaId/reviews')

function Rounds({ ideaId }: { ideaId: string }) {
  const { t, i18n } = useLingui()
  const rounds = useQuery(roundsQuery(ideaId))
  if (rounds.isPending) return <Loading lines={3} />
  if (rounds.error) return <Trouble error={rounds.error} onRetry={() => void rounds.refetch()} />
  if (rounds.data.length === 0) return null
  return (
    <Section id="rounds" title={t`Rounds`}>
      <ul className={styles.candidates}>
        {rounds.data.map((each, at) => (
          <li key={each.round_id} className={styles.candidate}>
            <Link to="/rounds/$roundId" params={{ roundId: each.round_id }}>
              {t`Round ${at + 1}`}
            </Link>
            <span className={styles.meta}>
              {i18n._(ROUNDS[each.state])}, {t`${each.submitted} of ${each.quorum} reviews`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Outcomes({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const rounds = useQuery(concludedQuery(ideaId))
  const outcomes = useQueries({ queries: (rounds.data ?? []).map(outcomeQuery) })
  if (rounds.isPending || outcomes.some((each) => each.isPending)) return <Loading lines={8} />
  if (rounds.error) return <Trouble error={rounds.error} onRetry={() => void rounds.refetch()} />
  const failed = outcomes.find((each) => each.error && !(isRefusal(each.error) && each.error.status === 404))
  const told = outcomes.flatMap((each) => (each.data ? [each.data] : []))
  return (
    <>
      {failed && <Trouble error={failed.error} onRetry={() => void failed.refetch()} />}
      {told.map((each, at) => (
        <Section key={each.round_id} id={`round-${at + 1}`} title={told.length > 1 ? t`Round ${at + 1}` : t`What the round came to`}>
          <Came round={each} />
        </Section>
      ))}
      {told.length === 0 && !failed && (
        <Empty title={outcomes.length > 0 ? t`The outcome is not for everybody` : t`No round is concluded yet`}>
          <p>
            {outcomes.length > 0
              ? t`The authors, the scheme office, decision makers and the reviewers themselves read it.`
              : t`When enough reviews are in, the authors read here what they say.`}
          </p>
        </Empty>
      )}
    </>
  )
}

export function IdeaReviews() {
  const { t } = useLingui()
  const { ideaId } = route.useParams()
  const me = useMe()
  const idea = useQuery(ideaQuery(ideaId))
  const found = idea.data?.data
  return (
    <Page
      title={t`Peer review`}
      section={found?.title ?? t`Ideas`}
      above={
        <Link to="/ideas/$ideaId" params={{ ideaId }} lang={found?.language}>
          {found?.title ?? t`To the idea`}
        </Link>
      }
    >
      {idea.isPending && <Loading lines={6} />}
      {idea.error && <Trouble error={idea.error} onRetry={() => void idea.refetch()} />}
      {found && (
        <>
          <IdeaPages ideaId={ideaId} status={found.status} />
          {hasRole(me, 'scheme-officer') && <Rounds ideaId={ideaId} />}
          <Outcomes ideaId={ideaId} />
        </>
      )}
    </Page>
  )
}
