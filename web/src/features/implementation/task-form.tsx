// Planning a task: what, who, by when, after what. When somebody else changed it meanwhile both stand side by side.
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  data,
  implementationAddTask,
  implementationChangeTask,
  type ImplementationPlanView,
  type ImplementationTaskView,
  isRefusal,
  useKept,
} from '../../api'
import { Conflict, faultsOf, Person, PersonField } from '../../parts'
import { CheckField, Form, TextField, useMoments, type Wrong } from '../../ui'
import { useActing } from './acting'
import styles from './form.module.css'
import { taskQuery } from './queries'

interface Fields {
  title: string
  owner: string
  due: string
  after: string[]
  /** The version that it was written on; none for a new task. */
  seen: number
}

const EMPTY: Fields = { title: '', owner: '', due: '', after: [], seen: 0 }
const POINTERS = { '/title': 'task-title', '/owner_id': 'task-owner', '/due_on': 'task-due', '/depends_on': 'task-after' }

function fieldsOf(task: ImplementationTaskView): Fields {
  return {
    title: task.title,
    owner: task.owner_id ?? '',
    due: task.due_on ?? '',
    after: task.depends_on,
    seen: task.version,
  }
}

/** What is sent: of a task that is under way its day alone can change. */
function bodyOf(form: Fields, dayAlone: boolean) {
  if (dayAlone) return { due_on: form.due }
  return { title: form.title.trim(), owner_id: form.owner, due_on: form.due, depends_on: form.after }
}

function useMissing(form: Fields, dayAlone: boolean): Wrong[] {
  const { t } = useLingui()
  const found: Wrong[] = []
  if (!dayAlone && !form.title.trim()) found.push({ field: 'task-title', message: t`Say what is to be done` })
  if (!dayAlone && !form.owner) found.push({ field: 'task-owner', message: t`Choose who does it` })
  if (!form.due) found.push({ field: 'task-due', message: t`Name the day by which it is done` })
  return found
}

/** What two versions of a task say, in words. */
function useCompared(mine: Fields, theirs: Fields, { tasks }: ImplementationPlanView) {
  const { t } = useLingui()
  const moments = useMoments()
  const names = (ids: string[]) => tasks.filter((each) => ids.includes(each.task_id)).map((each) => each.title).join('; ')
  const owner = (id: string) => (mine.owner === theirs.owner ? id : id && <Person key={id} personId={id} />)
  return [
    { label: t`What is to be done`, mine: mine.title, theirs: theirs.title },
    { label: t`Who does it`, mine: owner(mine.owner), theirs: owner(theirs.owner) },
    { label: t`By when`, mine: mine.due && moments.day(mine.due), theirs: theirs.due && moments.day(theirs.due) },
    { label: t`Begins after`, mine: names(mine.after), theirs: names(theirs.after) },
  ]
}

interface AfterProps {
  plan: ImplementationPlanView
  self: string | undefined
  chosen: string[]
  change: (after: string[]) => void
  error: string | undefined
}

function After({ plan, self, chosen, change, error }: AfterProps) {
  const { t } = useLingui()
  const others = plan.tasks.filter((each) => each.task_id !== self && each.state !== 'dropped')
  if (others.length === 0) return null
  return (
    <fieldset className={styles.after} id="task-after" tabIndex={-1} aria-describedby={error ? 'task-after-error' : undefined}>
      <legend>{t`Begins after`}</legend>
      {others.map((each) => (
        <CheckField
          key={each.task_id}
          id={`after-${each.task_id}`}
          label={each.title}
          checked={chosen.includes(each.task_id)}
          onChange={(on) => {
            change(on ? [...chosen, each.task_id] : chosen.filter((id) => id !== each.task_id))
          }}
        />
      ))}
      {error && (
        <p id="task-after-error" className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  )
}

interface Props {
  plan: ImplementationPlanView
  /** None to add one. */
  task?: ImplementationTaskView
  close: () => void
}

export function TaskForm({ plan, task, close }: Props) {
  const { t } = useLingui()
  const moments = useMoments()
  const queries = useQueryClient()
  const [theirs, setTheirs] = useState<ImplementationTaskView | null>(null)
  const [start] = useState(task ? fieldsOf(task) : EMPTY)
  const { form, change, once, done } = useKept(`implementation/${plan.idea_id}/task/${task?.task_id ?? 'new'}`, start)
  const dayAlone = task !== undefined && task.state !== 'planned'
  const path = { idea_id: plan.idea_id }
  const acting = useActing(async (seen: number) => {
    const body = bodyOf(form, dayAlone)
    if (task)
      await data(
        implementationChangeTask({
          path: { ...path, task_id: task.task_id },
          body,
          headers: { 'If-Match': `"${seen}"` },
        }),
      )
    else await data(implementationAddTask({ path, body: { ...body, title: form.title.trim(), owner_id: form.owner }, headers: once }))
    await done()
  }, close)
  const missing = useMissing(form, dayAlone)
  const compared = useCompared(form, theirs ? fieldsOf(theirs) : form, plan)
  async function compare(error: unknown) {
    if (task && isRefusal(error) && error.status === 412)
      setTheirs(await queries.query({ ...taskQuery(plan.idea_id, task.task_id), staleTime: 0 }))
  }
  function send(seen: number) {
    setTheirs(null)
    acting.mutate(seen, { onError: (error) => void compare(error) })
  }
  return (
    <Form
      label={task ? t`Change the task` : t`New task`}
      verb={task ? t`Save the task` : t`Add the task`}
      working={acting.isPending}
      error={acting.error}
      missing={missing}
      told={faultsOf(acting.error, POINTERS)}
      instead={
        theirs && (
          <Conflict
            compared={compared}
            keep={() => {
              change({ seen: theirs.version })
              send(theirs.version)
            }}
            take={() => {
              change(fieldsOf(theirs))
              setTheirs(null)
              acting.reset()
            }}
          />
        )
      }
      onSend={() => {
        send(form.seen)
      }}
      onLeave={() => {
        void done()
        close()
      }}
    >
      {(of) => (
        <>
          {!dayAlone && (
            <>
              <TextField
                id="task-title"
                label={t`What is to be done`}
                value={form.title}
                most={200}
                error={of('task-title')}
                onChange={(title) => {
                  change({ title })
                }}
              />
              <PersonField
                id="task-owner"
                label={t`Who does it`}
                value={form.owner}
                error={of('task-owner')}
                onChange={(owner) => {
                  change({ owner })
                }}
              />
            </>
          )}
          <TextField
            id="task-due"
            type="date"
            label={t`By when`}
            hint={form.due ? moments.day(form.due) : undefined}
            value={form.due}
            error={of('task-due')}
            onChange={(due) => {
              change({ due })
            }}
          />
          {!dayAlone && (
            <After
              plan={plan}
              self={task?.task_id}
              chosen={form.after}
              error={of('task-after')}
              change={(after) => {
                change({ after })
              }}
            />
          )}
        </>
      )}
    </Form>
  )
}
