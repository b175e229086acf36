// What waits for the reader, by when; then their own ideas and what changed.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useMe, useNews, useNow, type Waiting } from '../../api'
import { ButtonLink, Columns, Empty, Loading, NewBar, Page, Section, Trouble, useMoments } from '../../ui'
import { Campaigns, News } from './aside'
import { OwnIdeas } from './own'
import { newsQuery, ownIdeasQuery, type Service, SERVICES, tasksQuery } from './queries'
import { Work, WorkList } from './work'
import { type Group, wordsOf } from './words'

interface Item extends Waiting {
  service: Service
}

/** What has a day comes first, the earliest on top; then what has waited longest. */
export function inOrder(one: Waiting, other: Waiting): number {
  if (one.due_on && other.due_on) return one.due_on.localeCompare(other.due_on)
  if (one.due_on || other.due_on) return one.due_on ? -1 : 1
  return (one.since ?? '').localeCompare(other.since ?? '')
}

function useTasks() {
  return useQueries({
    queries: SERVICES.map(tasksQuery),
    combine: (answers) => ({
      items: answers
        .flatMap((answer, at) => (answer.data ?? []).map((each): Item => ({ ...each, service: SERVICES[at] ?? 'ideas' })))
        .sort(inOrder),
      pending: answers.some((answer) => answer.isPending),
      failed: answers.filter((answer) => answer.isError),
    }),
  })
}

function Duties({ items, group, title, aside }: { items: Item[]; group: Group; title: string; aside?: string }) {
  const found = items.filter((item) => wordsOf(item.kind).group === group)
  if (found.length === 0) return null
  return (
    <Section id={group} title={title} aside={aside}>
      <WorkList>
        {found.map((item) => (
          <Work key={`${item.service}/${item.kind}/${item.link}/${item.title}`} item={item} />
        ))}
      </WorkList>
    </Section>
  )
}

const PATIENCE = 2000 // milliseconds

/** What stands below comes with what stands above it, else it would be pushed away; a part that is slow is not waited for. */
function useReady(above: boolean): boolean {
  const [own, news] = [useQuery(ownIdeasQuery), useQuery(newsQuery)]
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true)
    }, PATIENCE)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return late || !(above || own.isPending || news.isPending)
}

/** What came meanwhile stands in its place once it is asked for: no row moves before. */
function Fresh() {
  const queries = useQueryClient()
  const [fresh, clear] = useNews(useCallback(() => true, []))
  async function show() {
    await Promise.all([
      ...SERVICES.map((service) => queries.invalidateQueries(tasksQuery(service))),
      queries.invalidateQueries(newsQuery),
      queries.invalidateQueries(ownIdeasQuery),
    ])
    clear()
    document.querySelector<HTMLElement>('#main h1')?.focus()
  }
  return <NewBar fresh={fresh} onShow={show} />
}

export function Home() {
  const { t } = useLingui()
  const me = useMe()
  const moments = useMoments()
  const today = moments.day(moments.dayAt(useNow()))
  const { items, pending, failed } = useTasks()
  const ready = useReady(pending)
  const mandate = me.mandates.find((each) => each.ends_on)
  const until = mandate?.ends_on ? moments.day(mandate.ends_on) : ''
  return (
    <Page
      title={t`What waits for you`}
      lead={
        <p>
          {today}. {until && <Trans>Your mandate lasts until {until}.</Trans>}
        </p>
      }
    >
      <Fresh />
      <Columns
        aside={
          ready && (
            <>
              <News />
              <Campaigns />
            </>
          )
        }
      >
        {failed.length > 0 && (
          <Trouble
            error={failed[0]?.error}
            onRetry={() => {
              for (const each of failed) void each.refetch()
            }}
          >
            <p>{t`Some of what waits for you may be missing from this list.`}</p>
          </Trouble>
        )}
        <Duties items={items} group="legal" title={t`Legal deadlines`} aside={t`Always shown first.`} />
        <Duties items={items} group="asked" title={t`Asked of you`} />
        {pending && <Loading lines={6} />}
        {!pending && failed.length === 0 && items.length === 0 && (
          <Section id="nothing" title={t`Asked of you`}>
            <Empty title={t`Nothing waits for you`}>
              <p>{t`When somebody needs your word, it stands here with its day.`}</p>
              <ButtonLink to="/ideas" variant="secondary">
                {t`See what others propose`}
              </ButtonLink>
            </Empty>
          </Section>
        )}
        {ready && <OwnIdeas />}
      </Columns>
    </Page>
  )
}
