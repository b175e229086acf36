// What the reader can do with a task: one button an act, and a word of why where one is needed.
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { FC } from 'react'
import {
  data,
  implementationBlockTask,
  implementationFinishTask,
  type ImplementationPlanView,
  implementationRemoveTask,
  implementationReturnTask,
  implementationStartTask,
  type ImplementationTaskSeen,
  implementationVerifyTask,
} from '../../api'
import { goOnAt } from '../../parts'
import { Button, Opener, Trouble } from '../../ui'
import { useActing } from './acting'
import { planQuery } from './queries'
import { WithReason } from './reason'
import { TaskForm } from './task-form'
import styles from './tasks.module.css'

interface OneProps {
  task: ImplementationTaskSeen
  plan: ImplementationPlanView
}

const pathOf = ({ task, plan }: OneProps) => ({ idea_id: plan.idea_id, task_id: task.task_id })
export const placeOf = (task: ImplementationTaskSeen) => `task-${task.task_id}`

interface QuickProps {
  verb: string
  task: ImplementationTaskSeen
  danger?: boolean
  send: () => Promise<unknown>
}

/** An act that needs no word. */
function Quick({ verb, task, danger = false, send }: QuickProps) {
  const acting = useActing(send, () => {
    goOnAt(placeOf(task))
  })
  return (
    <>
      {acting.error && <Trouble error={acting.error} />}
      <Button
        variant={danger ? 'tertiary' : 'secondary'}
        data-color={danger ? 'danger' : undefined}
        data-size="sm"
        working={acting.isPending}
        onClick={() => {
          acting.mutate()
        }}
      >
        {verb}
        <span className="sr">: {task.title}</span>
      </Button>
    </>
  )
}

function Start(props: OneProps) {
  const { t } = useLingui()
  const verb = props.task.state === 'blocked' ? t`Go on` : t`Begin`
  return <Quick task={props.task} verb={verb} send={() => data(implementationStartTask({ path: pathOf(props) }))} />
}

function Verify(props: OneProps) {
  const { t } = useLingui()
  return <Quick task={props.task} verb={t`Verify`} send={() => data(implementationVerifyTask({ path: pathOf(props) }))} />
}

function Remove(props: OneProps) {
  const { t } = useLingui()
  const send = () => data(implementationRemoveTask({ path: pathOf(props) }))
  return <Quick task={props.task} verb={t`Take it out`} danger send={send} />
}

function Block(props: OneProps) {
  const { t } = useLingui()
  return (
    <WithReason
      what={`block/${props.task.task_id}`}
      verb={t`It cannot go on`}
      about={props.task.title}
      at={placeOf(props.task)}
      variant="tertiary"
      label={t`Why can it not go on?`}
      hint={t`Everybody who may see the plan reads this at the task.`}
      needed={t`Write what keeps it from going on`}
      send={(reason) => data(implementationBlockTask({ path: pathOf(props), body: { reason } }))}
    />
  )
}

function Return(props: OneProps) {
  const { t } = useLingui()
  return (
    <WithReason
      what={`return/${props.task.task_id}`}
      verb={t`It is not done`}
      about={props.task.title}
      at={placeOf(props.task)}
      variant="tertiary"
      label={t`What is missing?`}
      hint={t`The owner is told and goes on with the task.`}
      needed={t`Write what is missing`}
      send={(reason) => data(implementationReturnTask({ path: pathOf(props), body: { reason } }))}
    />
  )
}

function Change({ task, plan }: OneProps) {
  const { t } = useLingui()
  const open = task.owner_id === null
  const verb = open ? t`Name an owner and a day` : task.state === 'planned' ? t`Change` : t`Change the day`
  return (
    <Opener verb={verb} about={task.title} variant={open ? 'secondary' : 'tertiary'}>
      {(close) => <TaskForm plan={plan} task={task} close={close} />}
    </Opener>
  )
}

const ACTS: Record<Exclude<ImplementationTaskSeen['may'][number], 'finish'>, FC<OneProps>> = {
  start: Start,
  verify: Verify,
  block: Block,
  return: Return,
  change: Change,
  remove: Remove,
}

/** "It is done": shown at once, as nobody else can be of another mind; sent even when the page is closed at once, and taken back
 * when the service refuses. */
function useTick({ task, plan }: OneProps) {
  const queries = useQueryClient()
  const { queryKey } = planQuery(plan.idea_id)
  const acting = useActing(() => data(implementationFinishTask({ path: pathOf({ task, plan }), keepalive: true })))
  function tick() {
    goOnAt(placeOf(task))
    // what was asked for before the tick would undo it on the page
    void queries.cancelQueries({ queryKey })
    const before = queries.getQueryData(queryKey)
    const done = (each: ImplementationTaskSeen) =>
      each.task_id === task.task_id ? { ...each, state: 'done' as const, may: [] } : each
    queries.setQueryData(queryKey, (old: ImplementationPlanView | undefined) => old && { ...old, tasks: old.tasks.map(done) })
    acting.mutate(undefined, {
      onError: () => {
        queries.setQueryData(queryKey, before)
      },
    })
  }
  return { error: acting.error, tick }
}

export function TaskActs({ task, plan }: OneProps) {
  const { t } = useLingui()
  const { error, tick } = useTick({ task, plan })
  if (task.may.length === 0 && !error) return null
  return (
    <div className={styles.acts}>
      {error && <Trouble error={error} />}
      {task.may.map((act) => {
        if (act === 'finish')
          return (
            <Button key={act} variant="secondary" data-size="sm" onClick={tick}>
              {t`It is done`}
              <span className="sr">: {task.title}</span>
            </Button>
          )
        const Act = ACTS[act]
        return <Act key={act} task={task} plan={plan} />
      })}
    </div>
  )
}
