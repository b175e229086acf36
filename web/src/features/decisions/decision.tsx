// The decision on an idea: what is decided already, the form for whoever decides now, and the appeal against it.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { hasRole, type IdeasIdeaSeen, useMe } from '../../api'
import { Empty, Loading, Note, Section, STANDS, Trouble, useMoments } from '../../ui'
import { Answer } from './answer'
import { AnswerAppeal, Appeal, Appeals } from './appeal'
import { Decide } from './decide'
import styles from './decisions.module.css'
import { Duty } from './duty'
import { IdeaFrame } from './frame'
import { decisionsQuery } from './queries'
import { Unsent } from './unsent'
import { Withdraw } from './withdraw'

const DECIDED_HERE = ['in_consultation', 'decision_pending', 'appealed']
const route = getRouteApi('/inside/ideas/$ideaId/decision')

function Given({ idea }: { idea: IdeasIdeaSeen }) {
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
function Woken({ idea }: { idea: IdeasIdeaSeen }) {
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

function Mine({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const me = useMe()
  const { may } = idea
  if (may.includes('appeal')) return <Appeal idea={idea} />
  if (may.includes('withdraw') && idea.status !== 'draft') return <Withdraw idea={idea} />
  if (may.includes('decide-appeal')) return <AnswerAppeal idea={idea} />
  if (may.includes('decide') || may.includes('decline')) return <Decide idea={idea} />
  if (!hasRole(me, 'decision-maker') || !DECIDED_HERE.includes(idea.status)) return null
  if (idea.contested) return <Duty idea={idea} />
  return (
    <Note kind="info" title={t`Somebody else decides this`}>
      <p>
        {t`Nobody decides on an idea that they took part in writing, on one of somebody whom they manage, or where they have an interest; nor twice after an appeal.`}
      </p>
    </Note>
  )
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
          {!idea.may.includes('decide') && !idea.may.includes('decline') && <Unsent idea={idea} />}
          <Given idea={idea} />
          <Appeals ideaId={ideaId} />
        </>
      )}
    </IdeaFrame>
  )
}
