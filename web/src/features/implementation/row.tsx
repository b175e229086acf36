// A plan in the list: its idea, how far it is, what it waits for, and the next day on it.
import { Plural, useLingui } from '@lingui/react/macro'
import type { ImplementationPlanLine } from '../../api'
import { PlainLink, Tag } from '../../ui'
import { LockIcon } from '../../ui/icons'
import { Due } from './due'
import styles from './list.module.css'
import { PLAN } from './words'

export function Progress({ verified, tasks }: { verified: number; tasks: number }) {
  return (
    <span className={styles.progress}>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ inlineSize: `${tasks ? (100 * verified) / tasks : 0}%` }} />
      </span>
      <Plural
        value={tasks}
        _0="no task yet"
        one={`${verified} of # task verified`}
        other={`${verified} of # tasks verified`}
      />
    </span>
  )
}

export function Row({ plan }: { plan: ImplementationPlanLine }) {
  const { t, i18n } = useLingui()
  const { label, tone, icon } = PLAN[plan.state]
  const goesOn = plan.state === 'prepared' || plan.state === 'open'
  return (
    <li className={styles.plan}>
      <h2 className={styles.title}>
        <PlainLink to="/plans/$ideaId" params={{ ideaId: plan.idea_id }} data-row>
          {plan.title}
        </PlainLink>
      </h2>
      <div className={styles.how}>
        <Tag tone={tone} icon={icon}>
          {i18n._(label)}
        </Tag>
        {plan.locked && goesOn && (
          <Tag tone="reps" icon={LockIcon}>
            {t`Locked: a body is still to be heard`}
          </Tag>
        )}
        <Progress verified={plan.verified} tasks={plan.tasks} />
      </div>
      <div className={styles.due}>{plan.due_on ? <Due day={plan.due_on} /> : <span>{t`no day`}</span>}</div>
    </li>
  )
}
