// In which order the tasks of a plan are done.
import type { ImplementationPlanView, ImplementationTaskView } from '../../api'

const OVER = ['done', 'verified', 'dropped']

/** The tasks that this one waits for. */
export function waitsFor(task: ImplementationTaskView, plan: ImplementationPlanView): ImplementationTaskView[] {
  return plan.tasks.filter((each) => task.depends_on.includes(each.task_id) && !OVER.includes(each.state))
}
