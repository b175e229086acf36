// The news of the signed-in person, as what they change on the pages; and the line that says when none come.
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMe } from '../api'
import { refreshed } from '../api/changes'
import { hear, LONG } from '../api/live'
import styles from './live.module.css'

const TOGETHER = 250 // milliseconds of news that are taken at once

function useStream(): boolean {
  const { person_id: personId } = useMe()
  const queries = useQueryClient()
  const [away, setAway] = useState(false)
  useEffect(() => {
    let kinds: string[] = []
    let batch: ReturnType<typeof setTimeout> | undefined
    const end = hear(personId, {
      news({ kind }) {
        kinds.push(kind)
        batch ??= setTimeout(() => {
          batch = undefined
          void refreshed(queries, kinds)
          kinds = []
        }, TOGETHER)
      },
      here(missed) {
        if (missed) void queries.invalidateQueries()
        else void queries.invalidateQueries({ queryKey: ['notify', 'unread'] })
      },
      away: setAway,
    })
    return () => {
      clearTimeout(batch)
      end()
    }
  }, [personId, queries])
  return away
}

export function Live() {
  const { t } = useLingui()
  const away = useStream()
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setLong(away)
      },
      away ? LONG : 0,
    )
    return () => {
      clearTimeout(timer)
    }
  }, [away])
  return (
    <p role="status" className={styles.line}>
      {long && away && t`Live updates paused. What you see may be older; a reload shows how it is.`}
    </p>
  )
}
