// Where a task comes from: a condition of the decision, or a point of an opinion and what was answered to it.
import { Trans, useLingui } from '@lingui/react/macro'
import type { ImplementationTaskView } from '../../api'
import { Link } from '../../ui'
import styles from './tasks.module.css'

export function Origin({ task, ideaId }: { task: ImplementationTaskView; ideaId: string }) {
  const { t } = useLingui()
  const { source, number } = task.origin
  if (source === 'plan') return null
  if (source === 'condition')
    return (
      <p className={styles.meta}>
        <Link to="/ideas/$ideaId" params={{ ideaId }}>
          {t`Condition ${number ?? 1} of the decision`}
        </Link>
      </p>
    )
  return (
    <div className={styles.promise}>
      <p>{t`Point ${number ?? 1} of the opinion of the employees’ representatives`}</p>
      {task.terms && (
        <p>
          <Trans>Answered: “{task.terms}”</Trans>
        </p>
      )}
    </div>
  )
}
