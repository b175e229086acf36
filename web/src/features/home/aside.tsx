// Beside the work: what changed, each with the reason why one hears of it, and campaigns that take ideas.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { data, notifyMarkAll, type NotifyNotificationView, useNow } from '../../api'
import { Button, Link, Loading, Panel, Trouble, useMoments, useWay } from '../../ui'
import styles from './aside.module.css'
import { campaignsQuery, newsQuery } from './queries'

function Lines({ news }: { news: NotifyNotificationView[] }) {
  const { t } = useLingui()
  const moments = useMoments()
  const way = useWay()
  return (
    <>
      <ul className={styles.news}>
        {news.map((each) => (
          <li key={each.notification_id} data-unread={!each.read || undefined}>
            <p>
              {!each.read && <span className={styles.fresh}>{t`New`}</span>}
              <Link to={way(each.link, each.idea_id) as '/'}>{each.text}</Link>
            </p>
            <p className={styles.why}>
              <time dateTime={each.created_at}>{moments.time(each.created_at)}</time> · {each.why}
            </p>
          </li>
        ))}
      </ul>
      <Link to="/notifications">{t`All notifications`}</Link>
    </>
  )
}

export function News() {
  const { t } = useLingui()
  const news = useQuery(newsQuery)
  const queries = useQueryClient()
  const newest = news.data?.[0]
  const reading = useMutation({
    mutationFn: () => data(notifyMarkAll({ body: { up_to: newest?.notification_id } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notify'] }),
  })
  return (
    <Panel title={t`What changed`}>
      {news.isPending && <Loading />}
      {news.error && <Trouble error={news.error} onRetry={() => void news.refetch()} />}
      {news.data?.length === 0 && <p>{t`Nothing yet. Support an idea, and you hear how it goes on.`}</p>}
      {news.data && news.data.length > 0 && <Lines news={news.data} />}
      {news.data?.some((each) => !each.read) && (
        <Button
          variant="tertiary"
          data-size="sm"
          className={styles.mark}
          working={reading.isPending}
          onClick={() => {
            reading.mutate()
          }}
        >
          {t`Mark all as read`}
        </Button>
      )}
      {reading.error && <Trouble error={reading.error} />}
    </Panel>
  )
}

export function Campaigns() {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const today = moments.dayAt(useNow())
  const campaigns = useQuery(campaignsQuery)
  const open = (campaigns.data ?? []).filter(
    (each) => each.opens_on <= today && (!each.closes_on || each.closes_on >= today),
  )
  if (open.length === 0) return null
  return (
    <Panel title={t`Open calls for ideas`} tinted={false}>
      <ul className={styles.news}>
        {open.map((each) => {
          const name = each.names[i18n.locale] ?? Object.values(each.names)[0] ?? ''
          const closes = each.closes_on ? moments.shortDay(each.closes_on) : null
          return (
            <li key={each.campaign_id}>
              <p className={styles.campaign}>
                <Link to="/campaigns/$campaignId" params={{ campaignId: each.campaign_id }}>
                  {name}
                </Link>
              </p>
              {closes && (
                <p className={styles.why}>
                  <Trans>Takes ideas until {closes}</Trans>
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
