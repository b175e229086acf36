// A list that comes in pages: the first at once, the next when it is asked for; who asked goes on with the first new one,
// and hears how many came.
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { Button, Loading, Trouble } from '../ui'
import styles from './more.module.css'

/** What an infinite query says of the pages that are still to come. */
interface Coming {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

interface Asked extends Coming {
  isPending: boolean
  error: unknown
  refetch: () => Promise<unknown>
}

interface RestProps {
  asked: Coming
  /** How many items stand there now. */
  shown: number
  /** Where they stand: what of each can have the focus carries `data-row`. */
  list: RefObject<HTMLElement | null>
  /** Other words on the button. */
  verb?: ReactNode
}

/** Below a list: the way to its next page, and after it the focus on the first new row and a word on how many came. */
export function Rest({ asked, shown, list, verb }: RestProps) {
  const { t } = useLingui()
  const before = useRef<ReadonlySet<Element>>(new Set())
  const [askedAt, ask] = useState<number | null>(null)
  const [came, come] = useState({ more: 0, all: 0 })
  if (askedAt !== null && shown > askedAt) {
    ask(null)
    come({ more: shown - askedAt, all: shown })
  }
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  useEffect(() => {
    // wherever they stand: a list may be in parts, or in groups
    if (came.more > 0) rows().find((each) => !before.current.has(each))?.focus()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each page that came
  }, [came])
  const { more, all } = came
  return (
    <>
      <p role="status" className="sr">
        {more > 0 && t`${more} more, ${all} in all.`}
      </p>
      {asked.hasNextPage && (
        <Button
          variant="secondary"
          working={asked.isFetchingNextPage}
          onClick={() => {
            before.current = new Set(rows())
            ask(shown)
            void asked.fetchNextPage()
          }}
        >
          {verb ?? t`Show more`}
        </Button>
      )}
    </>
  )
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
  const list = useRef<HTMLDivElement>(null)
  if (asked.isPending) return <Loading lines={6} />
  if (Boolean(asked.error) && items.length === 0) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />
  if (items.length === 0) return empty
  return (
    <>
      {count && <p role="status" className={styles.count}>{count}</p>}
      <div ref={list}>{children(items)}</div>
      {Boolean(asked.error) && <Trouble error={asked.error} onRetry={() => void asked.fetchNextPage()} />}
      <Rest asked={asked} shown={items.length} list={list} />
    </>
  )
}
