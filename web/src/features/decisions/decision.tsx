// The decision on an idea: what is decided already, the form for whoever decides now, and the appeal against it.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { hasRole, type IdeasIdeaView, useMe } from '../../api'
import { wrote } from '../../parts'
import { Empty, Loading, Note, Section, STANDS, Trouble, useMoments } from '../../ui'
import { Answer } from './answer'
import { AnswerAppeal, Appeal, Appeals } from './appeal'
import { Decide } from './decide'
import styles from './decisions.module.css'
import { IdeaFrame } from './frame'
import { decisionsQuery } from './queries'
import { UNDECIDED, Withdraw } from './withdraw'

const route = getRouteApi('/inside/ideas/$ideaId/decision')

function Given({ idea }: { idea: IdeasIdeaView }) {
  const { t, i18n } = useLingui()
  const decisions = useQuery(decisionsQuery(idea.idea_id))
  if (decisions.isPending) return <Loading lines={4} />
  if (decisions.error) return <Trouble error={decisions.error} onRetry={() => void decisions.refetch()} />
  if (decisions.data.length === 0)
    return (
      <Empty title={t`Nothing is decided yet`}>
        <p>{i18n._(STANDS[idea.status].next)}</p>
      </Empty>
    )
  return (
    <Section id="given" title={t`What was decided`}>
      <div className={styles.stack}>
        {decisions.data
          .toSorted((one, other) => other.at.localeCompare(one.at))
          .map((each) => (
            <Answer key={each.decision_id} decision={each} at={each.at} />
          ))}
      </div>
    </Section>
  )
}

/** A deferral whose day has come: it waits for a decision again. */
function Woken({ idea }: { idea: IdeasIdeaView }) {
  const { t } = useLingui()
  const moments = useMoments()
  const decisions = useQuery(decisionsQuery(idea.idea_id)).data ?? []
  const last = decisions.toSorted((one, other) => one.at.localeCompare(other.at)).at(-1)
  if (idea.status !== 'decision_pending' || last?.outcome !== 'deferred') return null
  const day = moments.date(last.at)
  return (
    <Note kind="info" title={t`The day of the deferral has come`}>
      <p>{t`It was deferred on ${day} and waits for a decision again.`}</p>
    </Note>
  )
}

function Mine({ idea }: { idea: IdeasIdeaView }) {
  const { t } = useLingui()
  const me = useMe()
  const own = wrote(idea, me.person_id)
  if (['declined', 'deferred'].includes(idea.status) && own) return <Appeal idea={idea} />
  if (idea.author_id === me.person_id && UNDECIDED.includes(idea.status)) return <Withdraw idea={idea} />
  if (!hasRole(me, 'decision-maker')) return null
  if (own)
    return (
      <Note kind="info" title={t`Somebody else decides this`}>
        <p>{t`You are an author of this idea. Nobody decides on their own idea.`}</p>
      </Note>
    )
  if (idea.status === 'appealed') return <AnswerAppeal idea={idea} />
  if (['decision_pending', 'in_consultation'].includes(idea.status)) return <Decide idea={idea} />
  return null
}

export function Decision() {
  const { t } = useLingui()
  const { ideaId } = route.useParams()
  return (
    <IdeaFrame key={ideaId} ideaId={ideaId} title={t`Decision`}>
      {(idea) => (
        <>
          <Woken idea={idea} />
          <Mine idea={idea} />
          <Given idea={idea} />
          <Appeals ideaId={ideaId} />
        </>
      )}
    </IdeaFrame>
  )
}
