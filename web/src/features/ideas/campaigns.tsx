// Calls for ideas: those that are open, that come, that are over.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { hasRole, type IdeasCampaignView, useMe } from '../../api'
import { useNamed } from '../../parts'
import { ButtonLink, Empty, Link, Loading, Page, PlainLink, Section, Trouble } from '../../ui'
import { questionOf, usePeriod } from './campaign'
import styles from './campaigns.module.css'
import { plain } from './plain'
import { campaignsQuery } from './queries'

function Call({ campaign }: { campaign: IdeasCampaignView }) {
  const { i18n } = useLingui()
  const named = useNamed()
  const period = usePeriod()
  return (
    <li className={styles.call}>
      <h3 className={styles.name}>
        <PlainLink to="/campaigns/$campaignId" params={{ campaignId: campaign.campaign_id }} data-row>
          {named(campaign.names)}
        </PlainLink>
      </h3>
      <p className={styles.meta}>{period(campaign)}</p>
      <p className={styles.excerpt}>{questionOf(campaign, i18n.locale) || plain(campaign.text)}</p>
    </li>
  )
}

function All({ campaigns }: { campaigns: IdeasCampaignView[] }) {
  const { t } = useLingui()
  const phases: [IdeasCampaignView['state'], string][] = [
    ['open', t`Open now`],
    ['coming', t`To come`],
    ['closed', t`Over`],
  ]
  return phases.map(([phase, title]) => {
    const found = campaigns.filter((each) => each.state === phase)
    if (found.length === 0) return null
    return (
      <Section key={phase} id={phase} title={title}>
        <ul className={styles.calls}>
          {found.map((each) => (
            <Call key={each.campaign_id} campaign={each} />
          ))}
        </ul>
      </Section>
    )
  })
}

export function Campaigns() {
  const { t } = useLingui()
  const me = useMe()
  const campaigns = useQuery(campaignsQuery)
  const office = hasRole(me, 'scheme-officer')
  return (
    <Page
      title={t`Calls for ideas`}
      section={t`Ideas`}
      above={<Link to="/ideas">{t`Ideas`}</Link>}
      act={office && <ButtonLink to="/campaigns/new">{t`New call for ideas`}</ButtonLink>}
    >
      {campaigns.isPending && <Loading lines={8} />}
      {campaigns.error && <Trouble error={campaigns.error} onRetry={() => void campaigns.refetch()} />}
      {campaigns.data?.length === 0 && (
        <Empty title={t`No call is open`}>
          <p>{t`Ideas are welcome without one: they go into the open box.`}</p>
          <ButtonLink to="/ideas/new" variant="secondary">
            {t`New idea`}
          </ButtonLink>
        </Empty>
      )}
      {campaigns.data && <All campaigns={campaigns.data} />}
    </Page>
  )
}
