// A draft that a side writes together: what the server has of it, what is written here beyond that, and who changed it last.
import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { drafts, isRefusal, useMe } from '../../api'
import { type Compared, Conflict, Sheet, type SheetState, type Written } from '../../parts'
import { Button, Loading, Note, Trouble, useMoments } from '../../ui'
import { forget, remember, snapshot } from './memory'
import { caseQuery, draftQuery } from './queries'
import styles from './drafting.module.css'
import type { Drafting, Found, Last } from './written'

export interface Shared<T> extends SheetState<T> {
  sheet: Sheet<T>
  last: Last
}

const keyOf = (kind: string, caseId: string) => `${kind}/${caseId}`
const onDevice = (key: string) => `draft/${key}`

/** What is kept here and did not reach the server; undefined until this device has answered, null when there is nothing. */
function useFound<T>(of: Drafting<T>, key: string): Written<T> | null | undefined {
  const me = useMe()
  const [kept, found] = useState<Written<T> | null | undefined>(
    () => (snapshot().get(key) as Written<T> | undefined) ?? (of.onDevice ? undefined : null),
  )
  useEffect(() => {
    if (!of.onDevice) return
    void drafts.kept<Written<T>>(me.person_id, onDevice(key)).then((read) => {
      found((before) => before ?? read ?? null)
    })
  }, [me.person_id, of.onDevice, key])
  return kept
}

function useSheet<T>(of: Drafting<T>, caseId: string, start: Found<T>, kept: Written<T> | undefined): Sheet<T> {
  const me = useMe()
  const queries = useQueryClient()
  const [sheet] = useState(() => {
    const key = keyOf(of.kind, caseId)
    return new Sheet<T>(start, kept, {
      same: of.same,
      read: () => of.get(caseId),
      async put(value, etag) {
        try {
          const found = await of.put(caseId, value, etag)
          queries.setQueryData(draftQuery(of, caseId).queryKey, found)
          return found
        } catch (error) {
          // the case has moved, or is not there any more for the writer: the page shows what is true now
          if (isRefusal(error) && [403, 404, 409].includes(error.status))
            void queries.invalidateQueries({ queryKey: caseQuery(caseId).queryKey })
          throw error
        }
      },
      keep(written) {
        remember(key, written)
        if (of.onDevice) void drafts.keep(me.person_id, onDevice(key), written)
      },
      drop() {
        forget(key)
        return of.onDevice ? drafts.drop(me.person_id, onDevice(key)) : undefined
      },
    })
  })
  useEffect(() => sheet.leave, [sheet])
  return sheet
}

interface Props<T> {
  of: Drafting<T>
  caseId: string
  children: (shared: Shared<T>) => ReactNode
}

function Held<T>({ of, caseId, found, kept, children }: Props<T> & { found: Found<T>; kept: Written<T> | undefined }) {
  const sheet = useSheet(of, caseId, found, kept)
  const state = useSyncExternalStore(sheet.subscribe, sheet.state)
  useEffect(() => {
    sheet.hear(found)
  }, [sheet, found])
  return children({ ...state, sheet, last: found.last })
}

/** The draft as the server has it now, then as it is written here. */
export function Drafted<T>({ of, caseId, children }: Props<T>) {
  const queries = useQueryClient()
  const asked = useQuery(draftQuery(of, caseId))
  const kept = useFound(of, keyOf(of.kind, caseId))
  const over = isRefusal(asked.error) && [403, 404].includes(asked.error.status)
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: caseQuery(caseId).queryKey })
  }, [queries, over, caseId])
  if (kept === undefined || !asked.isFetchedAfterMount) return <Loading lines={8} />
  if (!asked.data) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />
  return (
    <Held of={of} caseId={caseId} found={asked.data} kept={kept ?? undefined}>
      {children}
    </Held>
  )
}

/** How far the server has it, and who changed it last. */
export function Saved<T>({ saving, last }: Shared<T>) {
  const { t } = useLingui()
  const moments = useMoments()
  const name = last.changed_by ?? '–'
  const at = last.changed_at ? moments.time(last.changed_at) : ''
  const { state } = saving
  return (
    <p role="status" className={styles.saved}>
      {state === 'nothing' && (at ? t`Last changed by ${name}, ${at}.` : t`What you write is saved for your side while you write.`)}
      {state === 'waiting' && t`Not saved yet.`}
      {state === 'saved' && t`Saved. Last changed by ${name}, ${at}.`}
      {state === 'device' && t`The server has not taken it yet; it is tried again. Until then it is in this browser alone.`}
      {state === 'refused' && t`The server does not take it as it is. It is in this browser alone.`}
    </p>
  )
}

/** What somebody else wrote meanwhile, and what the server finds wrong. */
export function Meanwhile<T>({ shared, compared }: { shared: Shared<T>; compared: (mine: T, theirs: T) => Compared[] }) {
  const { t } = useLingui()
  const { sheet, value, theirs, newer, saving, last } = shared
  const name = last.changed_by ?? '–'
  return (
    <>
      {theirs && (
        <Conflict
          compared={compared(value, theirs.value)}
          keep={() => {
            sheet.settle(true)
          }}
          take={() => {
            sheet.settle(false)
          }}
        />
      )}
      {newer && (
        <Note kind="info" title={t`${name} has changed the draft meanwhile`} live>
          <Button variant="secondary" onClick={sheet.take}>
            {t`Show the new version`}
          </Button>
        </Note>
      )}
      {saving.state === 'refused' && <Trouble error={saving.error} />}
    </>
  )
}
