// An author by name, with the share where there are several.
import { useQuery } from '@tanstack/react-query'
import { personQuery } from '../../api'
import styles from './author.module.css'

export function Author({ personId, share, alone }: { personId: string; share: number; alone: boolean }) {
  const person = useQuery(personQuery(personId))
  return (
    <li className={styles.author}>
      {person.data?.display_name ?? '…'}
      {!alone && <span className={styles.share}>{share} %</span>}
    </li>
  )
}
