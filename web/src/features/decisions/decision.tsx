// The decision on an idea: what is decided already, the form for whoever decides now, and the appeal against it.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { hasRole, type IdeasIdeaView, useMe } from '../../api'
import { Empty, Loading, Note, Section, STANDS, Trouble } from '../../ui'
import { Answer } from './answer'
import { AnswerAppeal, Appeal, Appeals } from './appeal'
import { Decide } from './decide'
import styles from './decisions.module.css'
import { IdeaFrame } from './frame'
import { decisionsQuery } from './queries'

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

function Mine({ idea }: { idea: IdeasIdeaView }) {
  const { t } = useLingui()
  const me = useMe()
  const wrote = idea.authors?.some((each) => each.person_id === me.person_id && each.accepted) ?? false
  if (idea.status === 'declined' && wrote) return <Appeal idea={idea} />
  if (!hasRole(me, 'decision-maker')) return null
  if (wrote)
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
          <Mine idea={idea} />
          <Given idea={idea} />
          <Appeals ideaId={ideaId} />
        </>
      )}
    </IdeaFrame>
  )
}
