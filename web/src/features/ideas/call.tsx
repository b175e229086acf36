// One call for ideas: its question, its period and its ideas; once it is over, the answers first.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Got, hasRole, type IdeasCampaignView, type IdeasIdeaLine, useMe, useNow } from '../../api'
import { Button, ButtonLink, Columns, Empty, Link, Loading, Page, Panel, Section, Trouble, useMoments } from '../../ui'
import { isAnswered, phaseOf, useNamed, usePeriod } from './campaign'
import styles from './campaigns.module.css'
import { campaignQuery, listQuery } from './queries'
import { Row } from './row'

const route = getRouteApi('/inside/campaigns/$campaignId')

function Rows({ ideas }: { ideas: IdeasIdeaLine[] }) {
  return (
    <ol className={styles.ideas}>
      {ideas.map((each) => (
        <Row key={each.idea_id} idea={each} ref={null} />
      ))}
    </ol>
  )
}

function None({ over }: { over: boolean }) {
  const { t } = useLingui()
  return (
    <Empty title={over ? t`No idea came in that you may see` : t`No idea yet`}>
      <p>{over ? t`The call is over.` : t`Be the first: it takes a title and a few sentences.`}</p>
    </Empty>
  )
}

function Ideas({ campaign, over }: { campaign: IdeasCampaignView; over: boolean }) {
  const { t } = useLingui()
  const list = useInfiniteQuery(listQuery({ campaign: campaign.campaign_id }))
  if (list.isPending) return <Loading lines={6} />
  if (list.error) return <Trouble error={list.error} onRetry={() => void list.refetch()} />
  const all = list.data.pages.flatMap((page) => page.items)
  const answered = over ? all.filter((each) => isAnswered(each.status)) : []
  const others = over ? all.filter((each) => !isAnswered(each.status)) : all
  const more = list.hasNextPage && (
    <Button variant="secondary" working={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {t`Show more`}
    </Button>
  )
  if (all.length === 0) return <None over={over} />
  return (
    <>
      {over && (
        <Section id="answers" title={t`What came of it`} aside={<Plural value={answered.length} one="# answer" other="# answers" />}>
          {answered.length > 0 ? <Rows ideas={answered} /> : <p>{t`No idea has its answer yet.`}</p>}
        </Section>
      )}
      {others.length > 0 && (
        <Section id="ideas" title={over ? t`Still on the way` : t`Ideas so far`}>
          <Rows ideas={others} />
        </Section>
      )}
      {more}
    </>
  )
}

function About({ got }: { got: Got<IdeasCampaignView> }) {
  const { t } = useLingui()
  const me = useMe()
  const campaign = got.data
  const named = useNamed()
  const period = usePeriod()
  const moments = useMoments()
  const phase = phaseOf(campaign, moments.dayAt(useNow()))
  const { campaign_id: campaignId } = campaign
  return (
    <Page
      title={named(campaign)}
      section={t`Calls for ideas`}
      above={<Link to="/campaigns">{t`Calls for ideas`}</Link>}
      lead={period(campaign)}
      act={
        phase === 'open' && (
          <ButtonLink to="/ideas/new" search={{ campaign: campaignId }}>
            {t`Propose an idea`}
          </ButtonLink>
        )
      }
    >
      <Columns
        aside={
          <Panel title={phase === 'over' ? t`The call is over` : t`How it goes on`}>
            <p>
              <Trans>
                The scheme office looks at every idea and says where it goes. Each gets a reasoned answer, which stands at the
                idea.
              </Trans>
            </p>
            {phase === 'coming' && <p>{t`Ideas can be handed in from its first day on; you can write a draft before.`}</p>}
            {hasRole(me, 'scheme-officer') && (
              <Link to="/campaigns/$campaignId/edit" params={{ campaignId }}>
                {t`Change the call`}
              </Link>
            )}
          </Panel>
        }
      >
        {phase !== 'over' && <p className={styles.question}>{campaign.text}</p>}
        <Ideas campaign={campaign} over={phase === 'over'} />
        {phase === 'over' && (
          <Section id="question" title={t`What was asked`}>
            <p className={styles.question}>{campaign.text}</p>
          </Section>
        )}
      </Columns>
    </Page>
  )
}

export function Call() {
  const { t } = useLingui()
  const { campaignId } = route.useParams()
  const found = useQuery(campaignQuery(campaignId))
  if (found.isPending) return <Loading lines={8} />
  if (found.data) return <About got={found.data} />
  return (
    <Page title={t`Call for ideas`} section={t`Ideas`} above={<Link to="/campaigns">{t`Calls for ideas`}</Link>}>
      <Trouble error={found.error} onRetry={() => void found.refetch()} />
    </Page>
  )
}
