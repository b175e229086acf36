// The initials of somebody, beside what they said. Decoration: the name stands in words.
import { Avatar } from '@digdir/designsystemet-react'
import styles from './face.module.css'

function initials(name: string): string {
  const words = name.split(' ')
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`
}

export function Face({ name }: { name: string }) {
  return (
    <Avatar className={styles.face} aria-hidden="true">
      {initials(name)}
    </Avatar>
  )
}
