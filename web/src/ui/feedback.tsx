// What a page says about how it went: notes, empty places, placeholders while something loads.
import { Alert, Skeleton as DsSkeleton } from '@digdir/designsystemet-react'
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useState } from 'react'
import styles from './feedback.module.css'

interface NoteProps {
  kind: 'info' | 'success' | 'warning' | 'danger'
  title?: ReactNode
  children?: ReactNode
  /** Read out when it appears; an error interrupts nothing but is said at once. */
  live?: boolean
}

export function Note({ kind, title, children, live = false }: NoteProps) {
  return (
    <Alert data-color={kind} role={live ? (kind === 'danger' ? 'alert' : 'status') : undefined} className={styles.note}>
      {title && <p className={styles.title}>{title}</p>}
      {children}
    </Alert>
  )
}

/** Grey lines in the shape of what comes, after a moment: what is there at once shall not flicker. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const { t } = useLingui()
  const [shown, show] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      show(true)
    }, 300)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return (
    <div role="status" className={styles.loading}>
      <span className="sr">{t`Loading`}</span>
      {shown &&
        Array.from({ length: lines }, (_, line) => (
          <DsSkeleton key={line} variant="text" width={`${String(95 - ((line * 17) % 40))}%`} aria-hidden="true" />
        ))}
    </div>
  )
}

interface EmptyProps {
  title: ReactNode
  children?: ReactNode
}

export function Empty({ title, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptytitle}>{title}</p>
      {children}
    </div>
  )
}
