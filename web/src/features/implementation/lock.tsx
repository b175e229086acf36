// Whether anything may begin: which bodies are still to be heard, and where.
import { useLingui } from '@lingui/react/macro'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ImplementationLockView } from '../../api'
import { Trouble } from '../../ui'
import { LockIcon } from '../../ui/icons'
import styles from './plan.module.css'

export function Lock({ lock }: { lock: UseQueryResult<ImplementationLockView> }) {
  const { t } = useLingui()
  if (lock.error) return <Trouble error={lock.error} onRetry={() => void lock.refetch()} />
  if (!lock.data?.locked) return null
  return (
    <section className={styles.lock} aria-labelledby="lock" data-color="reps">
      <h2 id="lock">
        <LockIcon aria-hidden="true" />
        {t`Locked: nothing may begin`}
      </h2>
      <p>{t`These bodies are still to be heard. The lock opens by itself when each consultation is closed.`}</p>
      <ul>
        {lock.data.duties.map((each) => (
          <li key={each.body_id}>{each.body}</li>
        ))}
      </ul>
    </section>
  )
}
