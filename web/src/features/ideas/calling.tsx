// A call for ideas as the scheme office writes it: what it asks, when, and what it promises.
import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import {
  call,
  type Got,
  hasRole,
  ideasAddCampaign,
  ideasChangeCampaign,
  type IdeasCampaignPage,
  isRefusal,
  useKept,
  useMe,
  useNow,
} from '../../api'
import { faultsOf, useActingOn } from '../../parts'
import { Form, Link, Loading, Note, Page, Trouble, useMoments } from '../../ui'
import { CALL_FIELDS, type CallTyped, saidOf, typedOf, useMissing } from './call-typed'
import { CallFields } from './call-fields'
import styles from './campaigns.module.css'
import { campaignQuery } from './queries'

const route = getRouteApi('/inside/campaigns/$campaignId/edit')

function Theirs({ campaign }: { campaign: IdeasCampaignPage }) {
  const { t } = useLingui()
  return (
    <Note kind="warning" title={t`Somebody else changed this call meanwhile`} live>
      <p>{t`This is what it says now. Yours is in the form still; take over what you want to keep, and save again.`}</p>
      <p className={styles.question}>{campaign.text}</p>
    </Note>
  )
}

function Writing({ first, got }: { first: CallTyped; got?: Got<IdeasCampaignPage> }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const id = got?.data.campaign_id
  const { form, change, once, done } = useKept(`campaign/${id ?? 'new'}`, first)
  const missing = useMissing(form)
  const saving = useActingOn('ideas', async () => {
    try {
      const body = saidOf(form)
      const saved = await call(
        got
          ? ideasChangeCampaign({ path: { campaign_id: got.data.campaign_id }, body, headers: { 'If-Match': got.etag, ...once } })
          : ideasAddCampaign({ body, headers: once }),
      )
      await done()
      await navigate({ to: '/campaigns/$campaignId', params: { campaignId: saved.data.campaign_id } })
    } catch (error) {
      // the newer version is fetched; what was typed stays, and is written over it when it is sent again
      if (id && isRefusal(error) && error.status === 412)
        await queries.invalidateQueries({ queryKey: campaignQuery(id).queryKey })
      throw error
    }
  })
  const stale = isRefusal(saving.error) && saving.error.status === 412
  return (
    <Form
      label={got ? t`Change the call` : t`New call for ideas`}
      verb={got ? t`Save the call` : t`Call for ideas`}
      working={saving.isPending}
      error={saving.error}
      missing={missing}
      told={faultsOf(saving.error, CALL_FIELDS)}
      instead={stale && got && <Theirs campaign={got.data} />}
      onSend={() => {
        saving.mutate()
      }}
      onLeave={() => {
        void done()
        void navigate(id ? { to: '/campaigns/$campaignId', params: { campaignId: id } } : { to: '/campaigns' })
      }}
    >
      {(of) => <CallFields form={form} change={change} of={of} />}
    </Form>
  )
}

function useOffice() {
  const { t } = useLingui()
  const me = useMe()
  if (hasRole(me, 'scheme-officer')) return null
  return (
    <Note kind="info" title={t`Calls are made by the scheme office`}>
      <Link to="/campaigns">{t`Back to the calls`}</Link>
    </Note>
  )
}

export function NewCall() {
  const { t } = useLingui()
  const closed = useOffice()
  const today = useMoments().dayAt(useNow())
  return (
    <Page title={t`New call for ideas`} section={t`Ideas`} above={<Link to="/campaigns">{t`Calls for ideas`}</Link>}>
      {closed ?? <Writing first={typedOf(undefined, today)} />}
    </Page>
  )
}

export function EditCall() {
  const { t } = useLingui()
  const closed = useOffice()
  const { campaignId } = route.useParams()
  const found = useQuery(campaignQuery(campaignId))
  return (
    <Page title={t`Change the call`} section={t`Ideas`} above={<Link to="/campaigns">{t`Calls for ideas`}</Link>}>
      {closed}
      {!closed && found.isPending && <Loading lines={8} />}
      {!closed && found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {!closed && found.data && <Writing key={campaignId} got={found.data} first={typedOf(found.data.data, '')} />}
    </Page>
  )
}
