// The filters of a list: beside each other where there is room; on a phone folded, so that the list itself is on the first
// screen, and the fold says how many are set.
import { Plural, useLingui } from '@lingui/react/macro'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '../ui'
import styles from './filters.module.css'

/** `set` is what each filter holds, an order left aside: what is empty does not count. */
export function Filters({ set, children }: { set: readonly unknown[]; children: ReactNode }) {
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  const id = useId()
  const count = set.filter(Boolean).length
  return (
    <div className={styles.filters}>
      <Button
        variant="secondary"
        data-size="sm"
        className={styles.fold}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open)
        }}
      >
        {count === 0 ? t`Filters` : <Plural value={count} one="Filters (# set)" other="Filters (# set)" />}
      </Button>
      <div id={id} className={styles.fields} data-open={open || undefined}>
        {children}
      </div>
    </div>
  )
}
