// The news of the signed-in person, as what they change on the pages; and the line that says when none come.
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { unreadQuery, useMe } from '../api'
import { allRefreshed, refreshed } from '../api/changes'
import { hear, type Hearing, LONG } from '../api/live'
import styles from './live.module.css'

const TOGETHER = 250 // milliseconds of news that are taken at once

function useStream(): boolean {
  const { person_id: personId } = useMe()
  const queries = useQueryClient()
  const [away, setAway] = useState(false)
  useEffect(() => {
    let kinds: string[] = []
    let batch: ReturnType<typeof setTimeout> | undefined
    let end: (() => void) | undefined
    let ended = false
    const hearing: Hearing = {
      news({ kind }) {
        kinds.push(kind)
        batch ??= setTimeout(() => {
          batch = undefined
          void refreshed(queries, kinds)
          kinds = []
        }, TOGETHER)
      },
      here(missed) {
        if (missed) void allRefreshed(queries)
        else void queries.invalidateQueries({ queryKey: unreadQuery.queryKey })
      },
      away: setAway,
    }
    // what the page shows was asked for with the count or after it: news is heard from the count on
    const begin = (from: string) => {
      if (!ended) end = hear(personId, from, hearing)
    }
    queries.query({ ...unreadQuery, staleTime: 'static' }).then(({ place }) => { begin(place) }, () => { begin('') })
    return () => {
      ended = true
      clearTimeout(batch)
      end?.()
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
