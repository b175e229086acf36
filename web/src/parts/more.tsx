// A list that comes in pages: the first at once, the next when it is asked for; who asked goes on with the first new one.
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button, Loading, Trouble } from '../ui'
import styles from './more.module.css'

/** What an infinite query says of itself. */
interface Asked {
  isPending: boolean
  error: unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  refetch: () => Promise<unknown>
  fetchNextPage: () => Promise<unknown>
}

interface Props<T> {
  asked: Asked
  items: readonly T[]
  /** What stands there when nothing was found. */
  empty: ReactNode
  /** Says how many there are. */
  count?: ReactNode
  children: (items: readonly T[]) => ReactNode
}

export function More<T>({ asked, items, empty, count, children }: Props<T>) {
  const { t } = useLingui()
  const list = useRef<HTMLDivElement>(null)
  const before = useRef<ReadonlySet<HTMLElement> | null>(null)
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  useEffect(() => {
    // wherever they stand: a list may be in parts, or in groups
    const fresh = before.current && rows().find((each) => !before.current?.has(each))
    if (!fresh) return
    before.current = null
    fresh.focus()
  }, [items.length])
  if (asked.isPending) return <Loading lines={6} />
  if (Boolean(asked.error) && items.length === 0) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />
  if (items.length === 0) return empty
  return (
    <>
      {count && <p role="status" className={styles.count}>{count}</p>}
      <div ref={list}>{children(items)}</div>
      {Boolean(asked.error) && <Trouble error={asked.error} onRetry={() => void asked.fetchNextPage()} />}
      {asked.hasNextPage && (
        <Button
          variant="secondary"
          working={asked.isFetchingNextPage}
          onClick={() => {
            before.current = new Set(rows())
            void asked.fetchNextPage()
          }}
        >
          {t`Show more`}
        </Button>
      )}
    </>
  )
}
