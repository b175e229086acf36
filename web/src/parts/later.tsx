// A list in the order of time, the newest last: what comes while it is read is counted from the services, and stands
// there when the reader asks for it, the focus on the first of it.
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef } from 'react'
import { NewBar } from '../ui'

export interface Paged<T> {
  items: readonly T[]
  next?: string | null
}

interface Asked<P> {
  data: { pages: readonly P[]; pageParams: readonly unknown[] }
  isFetching: boolean
  dataUpdatedAt: number
  hasNextPage: boolean
  refetch: () => Promise<unknown>
}

interface Props<T, P> {
  asked: Asked<P>
  /** Asks for the last page as it is now. */
  last: { queryKey: readonly unknown[]; ask: (after?: string) => Promise<P> }
  idOf: (item: T) => string
  /** Where the items stand: what of each can have the focus carries `data-row`. */
  list: RefObject<HTMLElement | null>
  /** Those of which the page shows only some. */
  among?: (item: T) => boolean
}

const ALL = () => true

/** How many of the last page are not shown yet; at least one when a page after it has begun. */
export function countLater<T>(
  shown: readonly Paged<T>[],
  last: Paged<T>,
  { idOf, among = ALL }: Pick<Props<T, never>, 'idOf' | 'among'>,
): number {
  const known = new Set(shown.flatMap((page) => page.items.map(idOf)))
  const came = last.items.filter((item) => !known.has(idOf(item)))
  return came.filter(among).length || (came.length === 0 && last.next ? 1 : 0)
}

export function Later<T, P extends Paged<T>>({ asked, last, idOf, list, among = ALL }: Props<T, P>) {
  const { pages, pageParams } = asked.data
  const after = pageParams.at(-1) as string | undefined
  const found = useQuery({
    queryKey: [...last.queryKey, after ?? null],
    queryFn: () => last.ask(after),
    // also without news: who does not follow an idea is told nothing
    refetchInterval: 60_000,
    enabled: !asked.hasNextPage,
    initialData: pages.at(-1),
    initialDataUpdatedAt: asked.dataUpdatedAt,
  })
  const count = asked.hasNextPage || !found.data ? 0 : countLater(pages, found.data, { idOf, among })
  const before = useRef<ReadonlySet<Element> | null>(null)
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  useEffect(() => {
    if (!before.current || asked.isFetching) return
    const all = rows()
    const known = before.current
    before.current = null
    ;(all.find((each) => !known.has(each)) ?? all.at(-1))?.focus()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each answer
  }, [asked.isFetching, asked.dataUpdatedAt])
  async function show() {
    before.current = new Set(rows())
    await asked.refetch()
  }
  return <NewBar fresh={{ count }} onShow={show} />
}
