// A plan: what waits for the reader, whether it is locked, its tasks, milestones and benefit, and how it ended.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { data, implementationCompletePlan, type ImplementationPlanView, implementationStopPlan, useMe } from '../../api'
import { goOnAt } from '../../parts'
import { Button, Columns, Link, Loading, Note, Page, Panel, Tag, Trouble } from '../../ui'
import { useActing } from './acting'
import { Benefits } from './benefits'
import { Lock } from './lock'
import { planActs } from './may'
import { Milestones } from './milestones'
import { Offers, YourPart } from './offers'
import styles from './plan.module.css'
import { lockQuery, planQuery } from './queries'
import { WithReason } from './reason'
import { Tasks } from './tasks'
import { PLAN } from './words'

const route = getRouteApi('/inside/plans/$ideaId')

function Lead({ plan }: { plan: ImplementationPlanView }) {
  const { i18n } = useLingui()
  const { label, tone, icon, next } = PLAN[plan.state]
  return (
    <div className={styles.lead}>
      <Tag tone={tone} icon={icon}>
        {i18n._(label)}
      </Tag>
      <p>{i18n._(next)}</p>
    </div>
  )
}

/** An end that is no success is told as plainly as one that is: others who try it read what was learned. */
function Ending({ plan }: { plan: ImplementationPlanView }) {
  const { t } = useLingui()
  if (plan.state !== 'stopped') return null
  return (
    <section className={styles.ending} aria-labelledby="learned">
      <h2 id="learned">{t`Stopped: what we learned`}</h2>
      <p>{plan.learned}</p>
    </section>
  )
}

function Complete({ plan }: { plan: ImplementationPlanView }) {
  const { t } = useLingui()
  const completing = useActing(() => data(implementationCompletePlan({ path: { idea_id: plan.idea_id } })), goOnAt)
  return (
    <Note kind="success" title={t`All tasks are verified`}>
      <p>{t`Say that the idea is carried out. Its authors are told, and the benefit can be measured.`}</p>
      {completing.error && <Trouble error={completing.error} />}
      <div className={styles.acts}>
        <Button
          working={completing.isPending}
          onClick={() => {
            completing.mutate()
          }}
        >
          {t`Declare the idea carried out`}
        </Button>
      </div>
    </Note>
  )
}

function Stop({ plan }: { plan: ImplementationPlanView }) {
  const { t } = useLingui()
  const path = { idea_id: plan.idea_id }
  return (
    <Panel title={t`An honest end`}>
      <p>{t`Did it not work? Stop the plan and say what was learned. That cannot be taken back: the idea closes and everybody who may see it reads the reason.`}</p>
      <div className={styles.acts}>
        <WithReason
          what={`stop/${plan.idea_id}`}
          verb={t`Stop the plan`}
          label={t`What was learned?`}
          hint={t`Those who try it next find it here.`}
          needed={t`Write what was learned`}
          pointer="/learned"
          send={(learned, headers) => data(implementationStopPlan({ path, body: { learned }, headers }))}
        />
      </div>
    </Panel>
  )
}

function Body({ plan }: { plan: ImplementationPlanView }) {
  const { t } = useLingui()
  const me = useMe()
  const lock = useQuery(lockQuery(plan.idea_id))
  const acts = planActs(plan, me)
  const locked = lock.data?.locked ?? false
  return (
    <>
      <Ending plan={plan} />
      <YourPart plan={plan} />
      {['prepared', 'open'].includes(plan.state) && <Lock lock={lock} />}
      {acts.includes('complete') && <Complete plan={plan} />}
      <Columns
        aside={
          <>
            <Panel title={t`The idea`}>
              <p>
                <Link to="/ideas/$ideaId" params={{ ideaId: plan.idea_id }}>
                  {plan.title}
                </Link>
              </p>
              <p className={styles.meta}>{t`Its text, the decision and everything that happened so far.`}</p>
            </Panel>
            <Offers plan={plan} />
            {acts.includes('stop') && <Stop plan={plan} />}
          </>
        }
      >
        <Tasks plan={plan} locked={locked} />
        <Milestones plan={plan} />
        {plan.state !== 'prepared' && <Benefits plan={plan} />}
      </Columns>
    </>
  )
}

export function Plan() {
  const { t } = useLingui()
  const { ideaId } = route.useParams()
  const plan = useQuery(planQuery(ideaId))
  if (plan.isPending) return <Loading lines={10} />
  if (!plan.data)
    return (
      <Page title={t`Plan`} section={t`Implementation`}>
        <Trouble error={plan.error} onRetry={() => void plan.refetch()} />
      </Page>
    )
  const found = plan.data
  return (
    <Page
      key={ideaId}
      title={found.title}
      section={t`Implementation`}
      above={
        <nav aria-label={t`You are here`}>
          <Link to="/plans">
            <Trans>Implementation</Trans>
          </Link>
        </nav>
      }
      lead={<Lead plan={found} />}
    >
      <Body plan={found} />
    </Page>
  )
}
