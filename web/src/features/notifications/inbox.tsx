// The inbox: what changed, by idea, each with the reason why one hears of it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import {
  data,
  notifyEndSubscription,
  notifyMark,
  notifyMarkAll,
  notifyRenewSubscription,
  type NotifyNotificationView,
  type NotifySubscriptionView,
} from '../../api'
import { More } from '../../parts'
import { Button, ButtonLink, Empty, Link, Page, PlainLink, Trouble, useMoments, useWay } from '../../ui'
import { grouped, type Group } from './grouped'
import styles from './inbox.module.css'
import { inboxQuery, subscriptionsQuery } from './queries'

const route = getRouteApi('/inside/notifications')

function useMarking() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ notification_id, read }: { notification_id: string; read: boolean }) =>
      data(notifyMark({ path: { notification_id }, body: { read } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notify'] }),
  })
}

function Line({ line, head }: { line: NotifyNotificationView; head: boolean }) {
  const { t } = useLingui()
  const moments = useMoments()
  const way = useWay()
  const marking = useMarking()
  const { notification_id, read } = line
  const Title = head ? 'h2' : 'p'
  return (
    <div className={styles.line} data-unread={!read || undefined}>
      <Title className={head ? styles.title : styles.text}>
        {!read && <span className={styles.fresh}>{t`New`}</span>}
        <PlainLink
          to={way(line.link, line.idea_id) as '/'}
          data-row
          onClick={() => {
            if (!read) marking.mutate({ notification_id, read: true })
          }}
        >
          {line.text}
        </PlainLink>
      </Title>
      <p className={styles.why}>
        <time dateTime={line.created_at}>{moments.time(line.created_at)}</time> · {line.why}
      </p>
      <button
        type="button"
        className={styles.act}
        aria-label={read ? t`Mark as unread: ${line.text}` : t`Mark as read: ${line.text}`}
        onClick={() => {
          marking.mutate({ notification_id, read: !read })
        }}
      >
        {read ? t`Mark as unread` : t`Mark as read`}
      </button>
      {marking.error && <Trouble error={marking.error} />}
    </div>
  )
}

/** One follows by taking part, and may leave; authors and representatives are told in any case. */
function Following({ followed }: { followed: NotifySubscriptionView }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const path = { idea_id: followed.idea_id }
  const changing = useMutation({
    mutationFn: () => data(followed.ended ? notifyRenewSubscription({ path }) : notifyEndSubscription({ path })),
    onSuccess: () => queries.invalidateQueries({ queryKey: subscriptionsQuery.queryKey }),
  })
  return (
    <div className={styles.following}>
      <p>{followed.ended && t`You are told no more of this idea.`}</p>
      <Button
        variant="tertiary"
        data-size="sm"
        working={changing.isPending}
        onClick={() => {
          changing.mutate()
        }}
      >
        {followed.ended ? t`Follow it again` : t`Mute this idea`}
      </Button>
      {changing.error && <Trouble error={changing.error} />}
    </div>
  )
}

function Item({ group, followed }: { group: Group; followed?: NotifySubscriptionView }) {
  return (
    <li className={styles.group}>
      {group.lines.map((line, at) => (
        <Line key={line.notification_id} line={line} head={at === 0} />
      ))}
      {followed?.may_end && <Following followed={followed} />}
    </li>
  )
}

function None({ unread }: { unread: boolean }) {
  const { t } = useLingui()
  return (
    <Empty title={unread ? t`Everything is read` : t`Nothing has happened yet`}>
      <p>{t`Support an idea or comment on it, and you hear how it goes on.`}</p>
      <ButtonLink to="/ideas" variant="secondary">
        {t`See what others propose`}
      </ButtonLink>
    </Empty>
  )
}

/** All news is about the inbox. */
const always = () => true

function Found({ unread }: { unread: boolean }) {
  const inbox = useInfiniteQuery(inboxQuery({ unread }))
  const subscriptions = useQuery(subscriptionsQuery)
  const lines = inbox.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <More asked={inbox} items={lines} empty={<None unread={unread} />} belongs={always}>
      {(shown) => (
        <ol className={styles.list}>
          {grouped(shown).map((group) => (
            <Item
              key={group.ideaId}
              group={group}
              followed={subscriptions.data?.find((each) => each.idea_id === group.ideaId)}
            />
          ))}
        </ol>
      )}
    </More>
  )
}

const WITH_SEARCH = { exact: true, includeSearch: true }

export function Notifications() {
  const { t } = useLingui()
  const { unread = false } = route.useSearch()
  const queries = useQueryClient()
  const newest = useInfiniteQuery(inboxQuery({ unread })).data?.pages[0]?.items[0]
  const reading = useMutation({
    // what came meanwhile was not seen, and stays unread
    mutationFn: () => data(notifyMarkAll({ body: { up_to: newest?.notification_id } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notify'] }),
  })
  return (
    <Page
      title={t`Notifications`}
      act={
        newest && (
          <Button
            variant="secondary"
            working={reading.isPending}
            onClick={() => {
              reading.mutate()
            }}
          >
            {t`Mark all as read`}
          </Button>
        )
      }
      lead={
        <p>
          <Trans>
            How you are told, and when, is for you to say in the <Link to="/settings">settings</Link>.
          </Trans>
        </p>
      }
    >
      {reading.error && <Trouble error={reading.error} />}
      <nav aria-label={t`Which notifications`} className={styles.which}>
        <PlainLink to="/notifications" search={{}} activeOptions={WITH_SEARCH}>
          {t`All`}
        </PlainLink>
        <PlainLink to="/notifications" search={{ unread: true }} activeOptions={WITH_SEARCH}>
          {t`Unread only`}
        </PlainLink>
      </nav>
      <Found key={String(unread)} unread={unread} />
    </Page>
  )
}
