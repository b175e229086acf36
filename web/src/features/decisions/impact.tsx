// The effects of an idea on staff: what is asked and why, what was answered, and what a body says against it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { hasRole, type IdeasIdeaSeen, type IdeasScreenView, useMe } from '../../api'
import { Empty, Loading, Note, Panel, Section, Trouble, useMoments } from '../../ui'
import { Contest } from './contest'
import styles from './decisions.module.css'
import { IdeaFrame } from './frame'
import { screenQuery } from './queries'
import { Rights } from './rights'
import { Screening } from './screening'

const route = getRouteApi('/inside/ideas/$ideaId/impact')

interface Recorded {
  answers?: Record<string, boolean>
  measure?: string
  reasons?: Record<string, string>
  urgent?: boolean
}

function What({ screen }: { screen: IdeasScreenView }) {
  const { t } = useLingui()
  const recorded = screen.recorded as Recorded | null
  if (!recorded)
    return (
      <Empty title={t`The effects on staff are not screened yet`}>
        <p>{t`When the reviews are in, the scheme office or the consultation office answers these questions.`}</p>
      </Empty>
    )
  const answers = recorded.answers ?? {}
  return (
    <Section id="recorded" title={t`What was answered`}>
      <p className={styles.measure}>{recorded.measure}</p>
      <dl className={styles.answers}>
        {screen.questions.map((each) => (
          <div key={each.question}>
            <dt>{each.asks}</dt>
            <dd>
              <b>{answers[each.question] ? t`Yes` : t`No`}</b>
              {recorded.reasons?.[each.question] && <span className={styles.text}>{recorded.reasons[each.question]}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Contests({ screen }: { screen: IdeasScreenView }) {
  const { t } = useLingui()
  const moments = useMoments()
  const asks = (name: string) => screen.questions.find((each) => each.question === name)?.asks ?? name
  if (screen.contests.length === 0) return null
  return (
    <Section id="contests" title={t`What bodies say against it`}>
      <ol className={styles.stack}>
        {screen.contests.map((each) => {
          const reasons = (each.answer as { reasons?: Record<string, string> } | null)?.reasons ?? {}
          return (
            <li key={each.at}>
              <Panel title={each.body ?? t`A representative body`} tinted={false}>
                <ul className={styles.conditions}>
                  {each.questions.map((one) => (
                    <li key={one}>{asks(one)}</li>
                  ))}
                </ul>
                <p className={styles.text}>{each.text}</p>
                <p className={styles.meta}>
                  <time dateTime={each.at}>{moments.time(each.at)}</time>
                </p>
                {each.answered_at ? (
                  <>
                    <h3 className={styles.h3}>{t`What was answered`}</h3>
                    <p>
                      {(each.answer as { result?: string } | null)?.result === 'consultation.required'
                        ? t`It was screened again: the representatives are heard.`
                        : t`It was screened again.`}
                    </p>
                    {Object.entries(reasons).map(([name, reason]) => (
                      <p key={name} className={styles.text}>
                        {reason}
                      </p>
                    ))}
                    <p className={styles.meta}>
                      <time dateTime={each.answered_at}>{moments.time(each.answered_at)}</time>
                    </p>
                  </>
                ) : (
                  <p>{t`Not answered yet: the effects are to be screened again, and nothing is decided meanwhile.`}</p>
                )}
              </Panel>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function Mine({ idea, screen }: { idea: IdeasIdeaSeen; screen: IdeasScreenView }) {
  const { t } = useLingui()
  const me = useMe()
  const due = idea.status === 'reviewed' || idea.contested
  if (idea.may.includes('screen')) return <Screening key={idea.idea_id} idea={idea} screen={screen} />
  if (idea.may.includes('contest') && !idea.contested) return <Contest idea={idea} screen={screen} />
  if (!due || !hasRole(me, 'scheme-officer', 'consultation-officer')) return null
  return (
    <Note kind="info" title={t`Somebody else screens this`}>
      <p>{t`Nobody screens an idea that they took part in writing, or in which they have an interest.`}</p>
    </Note>
  )
}

function Body({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const screen = useQuery(screenQuery(idea.idea_id))
  const until = idea.contestable_until ? moments.day(idea.contestable_until) : null
  if (screen.isPending) return <Loading lines={8} />
  if (screen.error) return <Trouble error={screen.error} onRetry={() => void screen.refetch()} />
  const recorded = screen.data.recorded as Recorded | null
  const due = idea.status === 'reviewed' || idea.contested
  return (
    <>
      {until && (
        <Note kind="info" title={t`Nobody need be heard before the decision`}>
          <p>
            <Trans>A body that covers the unit may contest that until {until}, 24:00.</Trans>
          </p>
        </Note>
      )}
      <Mine idea={idea} screen={screen.data} />
      {!due && recorded && <Rights screen={screen.data} answers={recorded.answers ?? {}} />}
      {(!due || recorded !== null) && <What screen={screen.data} />}
      <Contests screen={screen.data} />
    </>
  )
}

export function Impact() {
  const { t } = useLingui()
  const { ideaId } = route.useParams()
  return (
    <IdeaFrame key={ideaId} ideaId={ideaId} title={t`Effects on staff`}>
      {(idea) => <Body idea={idea} />}
    </IdeaFrame>
  )
}
