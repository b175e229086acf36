// The tasks of a plan: who does what by when, what each waits for, where it comes from, and what the reader can do.
import { Trans, useLingui } from '@lingui/react/macro'
import { type ImplementationPlanView, type ImplementationTaskView, useMe } from '../../api'
import { Person } from '../../parts'
import { Empty, Opener, Section, Tag, useMoments } from '../../ui'
import { Due } from './due'
import { planActs, waitsFor } from './may'
import { Origin } from './origin'
import { placeOf, TaskActs } from './task-acts'
import { TaskForm } from './task-form'
import styles from './tasks.module.css'
import { TASK } from './words'

interface Props {
  task: ImplementationTaskView
  plan: ImplementationPlanView
  locked: boolean
}

function Waits({ task, plan }: { task: ImplementationTaskView; plan: ImplementationPlanView }) {
  const { t } = useLingui()
  const others = waitsFor(task, plan)
    .map(({ title }) => t`“${title}”`)
    .join(', ')
  if (!others || task.state !== 'planned') return null
  return (
    <p className={styles.meta}>
      <Trans>Begins after {others}.</Trans>
    </p>
  )
}

function Task({ task, plan, locked }: Props) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const { label, tone, icon } = TASK[task.state]
  const day = task.due_on ? moments.shortDay(task.due_on) : null
  const running = ['planned', 'started', 'blocked'].includes(task.state) && ['prepared', 'open'].includes(plan.state)
  return (
    <li className={styles.task} id={placeOf(task)} tabIndex={-1}>
      <div className={styles.what}>
        <h3 className={styles.title}>{task.title}</h3>
        <p className={styles.meta}>
          <Tag tone={tone} icon={icon}>
            {i18n._(label)}
          </Tag>
          <span>{task.owner_id ? <Person personId={task.owner_id} /> : t`nobody does it yet`}</span>
          {task.verified_by && (
            <span>
              <Trans>
                verified by <Person personId={task.verified_by} />
              </Trans>
            </span>
          )}
        </p>
        {task.state === 'blocked' && task.blocked_because && <p className={styles.blocked}>{task.blocked_because}</p>}
        <Waits task={task} plan={plan} />
        <Origin task={task} ideaId={plan.idea_id} />
      </div>
      <div className={styles.due}>
        {task.due_on && running ? <Due day={task.due_on} /> : day && <span>{t`by ${day}`}</span>}
      </div>
      <TaskActs task={task} plan={plan} locked={locked} />
    </li>
  )
}

export function Tasks({ plan, locked }: { plan: ImplementationPlanView; locked: boolean }) {
  const { t } = useLingui()
  const me = useMe()
  const owed = plan.tasks.filter((each) => each.state !== 'dropped')
  const verified = owed.filter((each) => each.state === 'verified').length
  const adds = planActs(plan, me).includes('add')
  return (
    <Section id="tasks" title={t`Tasks`} aside={owed.length > 0 ? t`${verified} of ${owed.length} verified` : undefined}>
      {plan.tasks.length === 0 ? (
        <Empty title={t`No task yet`}>
          <p>
            {adds
              ? t`Add what is to be done, by whom and by when.`
              : t`The implementers add what is to be done, by whom and by when.`}
          </p>
        </Empty>
      ) : (
        <ol className={styles.tasks}>
          {plan.tasks.map((task) => (
            <Task key={task.task_id} task={task} plan={plan} locked={locked} />
          ))}
        </ol>
      )}
      {adds && (
        <div className={styles.below}>
          <Opener verb={t`Add a task`}>{(close) => <TaskForm plan={plan} close={close} />}</Opener>
        </div>
      )}
    </Section>
  )
}
