// A dialog: for acts that need no reading behind them. Escape closes it where closing is allowed.
import { Dialog as DsDialog, Heading } from '@digdir/designsystemet-react'
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import styles from './dialog.module.css'

interface Props {
  open: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** The buttons, the first one is the act. */
  actions: ReactNode
}

export function Dialog({ open, onClose, title, children, actions }: Props) {
  const { t } = useLingui()
  return (
    <DsDialog open={open} onClose={onClose} closeButton={t`Close`} aria-labelledby="dialog-title">
      <Heading level={2} data-size="xs" id="dialog-title" className={styles.title}>
        {title}
      </Heading>
      <div className={styles.body}>{children}</div>
      <div className={styles.actions}>{actions}</div>
    </DsDialog>
  )
}
