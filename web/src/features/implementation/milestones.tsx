// Days by which something is reached, in time or late.
import { Trans, useLingui } from '@lingui/react/macro'
import {
  data,
  implementationAddMilestone,
  type ImplementationMilestoneView,
  type ImplementationPlanView,
  implementationReachMilestone,
  useKept,
  useMe,
} from '../../api'
import { faultsOf, goOnAt } from '../../parts'
import { Button, Form, Opener, Section, Tag, TextField, Trouble, useMoments, type Wrong } from '../../ui'
import { useActing } from './acting'
import { Due } from './due'
import { mayReach, planActs } from './may'
import styles from './tasks.module.css'
import { MILESTONE } from './words'

function Milestone({ milestone, plan }: { milestone: ImplementationMilestoneView; plan: ImplementationPlanView }) {
  const { t, i18n } = useLingui()
  const me = useMe()
  const moments = useMoments()
  const { label, tone, icon } = MILESTONE[milestone.state]
  const reached = milestone.reached_on ? moments.day(milestone.reached_on) : null
  const path = { idea_id: plan.idea_id, milestone_id: milestone.milestone_id }
  const at = `milestone-${milestone.milestone_id}`
  const reaching = useActing(
    () => data(implementationReachMilestone({ path })),
    () => {
      goOnAt(at)
    },
  )
  const day = moments.shortDay(milestone.due_on)
  return (
    <li className={styles.task} id={at} tabIndex={-1}>
      <div className={styles.what}>
        <h3 className={styles.title}>{milestone.title}</h3>
        <p className={styles.meta}>
          <Tag tone={tone} icon={icon}>
            {i18n._(label)}
          </Tag>
          {reached && (
            <span>
              <Trans>on {reached}</Trans>
            </span>
          )}
        </p>
      </div>
      <div className={styles.due}>
        {milestone.state !== 'reached' && ['open', 'prepared'].includes(plan.state) ? (
          <Due day={milestone.due_on} />
        ) : (
          <span>{t`by ${day}`}</span>
        )}
      </div>
      {mayReach(milestone, plan, me) && (
        <div className={styles.acts}>
          {reaching.error && <Trouble error={reaching.error} />}
          <Button
            variant="secondary"
            data-size="sm"
            working={reaching.isPending}
            onClick={() => {
              reaching.mutate()
            }}
          >
            {t`It is reached`}
            <span className="sr">: {milestone.title}</span>
          </Button>
        </div>
      )}
    </li>
  )
}

function MilestoneForm({ ideaId, close }: { ideaId: string; close: () => void }) {
  const { t } = useLingui()
  const moments = useMoments()
  const { form, change, once, done } = useKept(`implementation/${ideaId}/milestone`, { title: '', due: '' })
  const acting = useActing(async () => {
    const body = { title: form.title.trim(), due_on: form.due }
    await data(implementationAddMilestone({ path: { idea_id: ideaId }, body, headers: once }))
    await done()
  }, close)
  const missing: Wrong[] = []
  if (!form.title.trim()) missing.push({ field: 'milestone-title', message: t`Say what is reached by then` })
  if (!form.due) missing.push({ field: 'milestone-due', message: t`Name the day by which it is reached` })
  return (
    <Form
      label={t`New milestone`}
      verb={t`Set the milestone`}
      working={acting.isPending}
      error={acting.error}
      missing={missing}
      told={faultsOf(acting.error, { '/title': 'milestone-title', '/due_on': 'milestone-due' })}
      onSend={() => {
        acting.mutate()
      }}
      onLeave={() => {
        void done()
        close()
      }}
    >
      {(of) => (
        <>
          <TextField
            id="milestone-title"
            label={t`What is reached`}
            value={form.title}
            most={200}
            error={of('milestone-title')}
            onChange={(title) => {
              change({ title })
            }}
          />
          <TextField
            id="milestone-due"
            type="date"
            label={t`By when`}
            hint={form.due ? moments.day(form.due) : t`If the day passes without it, everybody concerned is told.`}
            value={form.due}
            error={of('milestone-due')}
            onChange={(due) => {
              change({ due })
            }}
          />
        </>
      )}
    </Form>
  )
}

export function Milestones({ plan }: { plan: ImplementationPlanView }) {
  const { t } = useLingui()
  const me = useMe()
  const adds = planActs(plan, me).includes('add')
  if (plan.milestones.length === 0 && !adds) return null
  return (
    <Section id="milestones" title={t`Milestones`}>
      {plan.milestones.length > 0 && (
        <ol className={styles.tasks}>
          {plan.milestones.map((each) => (
            <Milestone key={each.milestone_id} milestone={each} plan={plan} />
          ))}
        </ol>
      )}
      {adds && (
        <div className={styles.below}>
          <Opener verb={t`Set a milestone`}>{(close) => <MilestoneForm ideaId={plan.idea_id} close={close} />}</Opener>
        </div>
      )}
    </Section>
  )
}
