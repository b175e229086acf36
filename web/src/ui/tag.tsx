// A word with a glyph that says where something stands.
import type { FC, ReactNode } from 'react'
import styles from './status.module.css'

interface Props {
  tone: 'neutral' | 'accent' | 'reps' | 'joint' | 'management' | 'success' | 'warning' | 'danger'
  icon: FC<{ 'aria-hidden': 'true' }>
  children: ReactNode
}

export function Tag({ tone, icon: Icon, children }: Props) {
  return (
    <span className={styles.status} data-color={tone}>
      <Icon aria-hidden="true" />
      {children}
    </span>
  )
}
