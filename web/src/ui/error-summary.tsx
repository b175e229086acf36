// What there is to correct, on top of a form: each line leads to its field.
import { ErrorSummary as DsErrorSummary } from '@digdir/designsystemet-react'
import { useLingui } from '@lingui/react/macro'
import styles from './feedback.module.css'

export interface Wrong {
  /** The id of the field, or empty when none is at fault. */
  field: string
  message: string
}

export function ErrorSummary({ errors }: { errors: readonly Wrong[] }) {
  const { t } = useLingui()
  if (errors.length === 0) return null
  return (
    <DsErrorSummary className={styles.summary}>
      <DsErrorSummary.Heading>
        {errors.length === 1 ? t`There is one thing to correct` : t`There are ${errors.length} things to correct`}
      </DsErrorSummary.Heading>
      <DsErrorSummary.List>
        {errors.map(({ field, message }) => (
          <DsErrorSummary.Item key={field + message}>
            {field ? <DsErrorSummary.Link href={`#${field}`}>{message}</DsErrorSummary.Link> : message}
          </DsErrorSummary.Item>
        ))}
      </DsErrorSummary.List>
    </DsErrorSummary>
  )
}
