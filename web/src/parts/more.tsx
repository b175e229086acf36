// A list that comes in pages: the first at once, the next when it is asked for; who asked goes on with the first new one,
// and hears how many came. What is new waits above it until the reader asks for it.
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { type News, useNews } from '../api'
import { Button, Loading, NewBar, Trouble } from '../ui'
import styles from './more.module.css'

/** What an infinite query says of the pages that are still to come. */
interface Coming {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

interface Asked extends Coming {
  isPending: boolean
  isFetching: boolean
  dataUpdatedAt: number
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

/** Nothing is told of what the list shows: it learns of new ones when news was missed, and when it is opened anew. */
const UNTOLD = () => false

interface Props<T> {
  asked: Asked
  items: readonly T[]
  /** What stands there when nothing was found. */
  empty: ReactNode
  /** Says how many there are. */
  count?: ReactNode
  /** Which news is about it; must not change. */
  belongs?: (news: News) => boolean
  /** Asks for the list anew, with what is counted beside it. */
  again?: () => Promise<unknown>
  children: (items: readonly T[]) => ReactNode
}

export function More<T>({ belongs = UNTOLD, again, ...listed }: Props<T>) {
  const { asked } = listed
  const list = useRef<HTMLDivElement>(null)
  const [fresh, clear] = useNews(belongs)
  const wanted = useRef(false)
  useEffect(() => {
    // who asked for what is new goes on with the first of it, once
    if (!wanted.current || asked.isFetching) return
    list.current?.querySelector<HTMLElement>('[data-row]')?.focus()
    wanted.current = false
  }, [asked.isFetching, asked.dataUpdatedAt])
  async function show() {
    wanted.current = true
    await (again ?? asked.refetch)()
    clear()
  }
  return (
    <>
      {!asked.isPending && <NewBar fresh={fresh} onShow={show} />}
      <Listed {...listed} list={list} />
    </>
  )
}

type ListedProps<T> = Omit<Props<T>, 'belongs' | 'again'> & { list: RefObject<HTMLDivElement | null> }

function Listed<T>({ asked, items, empty, count, list, children }: ListedProps<T>) {
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
