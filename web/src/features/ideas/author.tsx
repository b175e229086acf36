// An author by name, with the share where there are several, and how far the agreement is.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type IdeasAuthorView, personQuery } from '../../api'
import styles from './author.module.css'
import { STANDING, standingOf } from './words'

export function useName(personId: string): string {
  return useQuery(personQuery(personId)).data?.display_name ?? '…'
}

interface Props {
  author: IdeasAuthorView
  alone: boolean
  /** Whether the agreement is still made: then each author's part in it is said. */
  agreeing?: boolean
}

export function Author({ author, alone, agreeing = false }: Props) {
  const { i18n } = useLingui()
  const name = useName(author.person_id)
  return (
    <li className={styles.author}>
      {name}
      {!alone && author.share > 0 && <span className={styles.share}>{author.share} %</span>}
      {!alone && agreeing && <span className={styles.share}>{i18n._(STANDING[standingOf(author)])}</span>}
    </li>
  )
}
