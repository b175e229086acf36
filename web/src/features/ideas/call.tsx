// One call for ideas: its question, its period and its ideas; once it is over, the answers first.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { data, type Got, hasRole, type IdeasCampaignPage, ideasCloseCampaign, type IdeasIdeaLine, useMe } from '../../api'
import { More, useActingOn, useNamed } from '../../parts'
import {
  ButtonLink,
  type Close,
  Columns,
  Empty,
  Form,
  Link,
  Loading,
  Opener,
  Page,
  Panel,
  Reading,
  Section,
  Trouble,
} from '../../ui'
import { isAnswered, questionOf, usePeriod } from './campaign'
import styles from './campaigns.module.css'
import { campaignQuery, listQuery } from './queries'
import { Row } from './row'

const route = getRouteApi('/inside/campaigns/$campaignId')

function Rows({ ideas }: { ideas: readonly IdeasIdeaLine[] }) {
  return (
    <ol className={styles.ideas}>
      {ideas.map((each) => (
        <Row key={each.idea_id} idea={each} />
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

/** Once the call is over, the answers stand first. */
function Parted({ ideas, over }: { ideas: readonly IdeasIdeaLine[]; over: boolean }) {
  const { t } = useLingui()
  const answered = over ? ideas.filter((each) => isAnswered(each.status)) : []
  const others = over ? ideas.filter((each) => !isAnswered(each.status)) : ideas
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
    </>
  )
}

function Ideas({ campaign, over }: { campaign: IdeasCampaignPage; over: boolean }) {
  const list = useInfiniteQuery(listQuery({ campaign: campaign.campaign_id }))
  const all = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <More asked={list} items={all} empty={<None over={over} />}>
      {(shown) => <Parted ideas={shown} over={over} />}
    </More>
  )
}

function CloseCall({ got, close }: { got: Got<IdeasCampaignPage>; close: Close }) {
  const { t } = useLingui()
  const closing = useActingOn(
    'ideas',
    () =>
      data(
        ideasCloseCampaign({
          path: { campaign_id: got.data.campaign_id },
          body: {},
          headers: { 'If-Match': got.etag },
        }),
      ),
    () => {
      close(true)
    },
  )
  return (
    <Form
      label={t`End of the call`}
      verb={t`Close the call now`}
      working={closing.isPending}
      error={closing.error}
      missing={[]}
      told={[]}
      onSend={() => {
        closing.mutate()
      }}
      onLeave={() => {
        close()
      }}
    >
      {() => <p>{t`It takes no ideas from now on, and cannot be opened again. Those that were handed in go their way.`}</p>}
    </Form>
  )
}

/** Who decides, by when there is an answer, under which rules: what the call promises. */
function Promise({ campaign }: { campaign: IdeasCampaignPage }) {
  const { t } = useLingui()
  const { answer_within: days, office, rules_agreed_with: agreed, rules_version: rules } = campaign
  return (
    <>
      <p>
        <Plural
          value={days}
          one="The scheme office gives a first answer within # working day."
          other="The scheme office gives a first answer within # working days."
        />
      </p>
      <p>{office ? <Trans>{office} decides, with reasons that stand at the idea.</Trans> : t`Each decision has its reasons, which stand at the idea.`}</p>
      {rules && (
        <p>
          {agreed ? (
            <Trans>
              Version {rules} of the rules holds, agreed with: {agreed}
            </Trans>
          ) : (
            <Trans>Version {rules} of the rules holds.</Trans>
          )}
        </p>
      )}
    </>
  )
}

function Aside({ got }: { got: Got<IdeasCampaignPage> }) {
  const { t } = useLingui()
  const office = hasRole(useMe(), 'scheme-officer')
  const campaign = got.data
  const { campaign_id: campaignId, closed_at: closed, state } = campaign
  return (
    <Panel title={state === 'closed' ? t`The call is over` : t`How it goes on`}>
      <Promise campaign={campaign} />
      {state === 'coming' && <p>{t`Ideas can be handed in from its first day on; you can write a draft before.`}</p>}
      {office && !closed && (
        <>
          <p>
            <Link to="/campaigns/$campaignId/edit" params={{ campaignId }}>
              {t`Change the call`}
            </Link>
          </p>
          {state !== 'closed' && (
            <Opener verb={t`Close the call`}>{(close) => <CloseCall got={got} close={close} />}</Opener>
          )}
        </>
      )}
    </Panel>
  )
}

function Asked({ campaign }: { campaign: IdeasCampaignPage }) {
  const { i18n } = useLingui()
  const question = questionOf(campaign, i18n.locale)
  return (
    <div className={styles.asked}>
      {question && <p className={styles.question}>{question}</p>}
      <Reading html={campaign.html} lang={campaign.language ?? undefined} weighty />
    </div>
  )
}

function About({ got }: { got: Got<IdeasCampaignPage> }) {
  const { t } = useLingui()
  const campaign = got.data
  const named = useNamed()
  const period = usePeriod()
  const over = campaign.state === 'closed'
  return (
    <Page
      title={named(campaign.names)}
      section={t`Calls for ideas`}
      above={<Link to="/campaigns">{t`Calls for ideas`}</Link>}
      lead={period(campaign)}
      act={
        campaign.state === 'open' && (
          <ButtonLink to="/ideas/new" search={{ campaign: campaign.campaign_id }}>
            {t`Propose an idea`}
          </ButtonLink>
        )
      }
    >
      <Columns aside={<Aside got={got} />}>
        {!over && <Asked campaign={campaign} />}
        <Ideas campaign={campaign} over={over} />
        {over && (
          <Section id="question" title={t`What was asked`}>
            <Asked campaign={campaign} />
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
