// Fields of a form that belong together, under words of their own; and those that few need, folded away.
import { type ReactNode, useState } from 'react'
import styles from './group.module.css'

export function Group({ legend, children }: { legend: ReactNode; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {children}
    </fieldset>
  )
}

interface FurtherProps {
  title: ReactNode
  /** Whether one of the fields holds something, and whether one is wrong: when it becomes so they are opened. */
  used: boolean
  wrong: boolean
  children: ReactNode
}

export function Further({ title, used, wrong, children }: FurtherProps) {
  const [open, setOpen] = useState(used || wrong)
  const [was, setWas] = useState({ used, wrong })
  if (was.used !== used || was.wrong !== wrong) {
    setWas({ used, wrong })
    if ((used && !was.used) || (wrong && !was.wrong)) setOpen(true)
  }
  return (
    <details
      className={styles.further}
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>{title}</summary>
      <div className={styles.fields}>{children}</div>
    </details>
  )
}

/** Short fields beside each other where there is room. */
export function Beside({ children }: { children: ReactNode }) {
  return <div className={styles.beside}>{children}</div>
}
