// A call for ideas as the scheme office writes it: what it asks, when, and what it promises.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import {
  call,
  type Got,
  hasRole,
  ideasAddCampaign,
  ideasChangeCampaign,
  type IdeasCampaignPage,
  useKept,
  useMe,
  useNow,
} from '../../api'
import { Conflict, faultsOf, useActingOn } from '../../parts'
import { Form, Link, Loading, Note, Page, Trouble, useMoments } from '../../ui'
import { type CallTyped, saidOf, TONGUES, typedOf, useCallFields, useMissing, useOwnTongue } from './call-typed'
import { CallFields } from './call-fields'
import { campaignQuery } from './queries'

const route = getRouteApi('/inside/campaigns/$campaignId/edit')

/** What two versions of a call say, in words. */
function useCompared(mine: CallTyped, theirs: CallTyped) {
  const { t } = useLingui()
  const moments = useMoments()
  const words = (typed: CallTyped) => [
    TONGUES.map((each) => typed.names[each]?.trim()).filter(Boolean).join(' / '),
    TONGUES.map((each) => typed.question[each]?.trim()).filter(Boolean).join(' / '),
    typed.text,
    ...[typed.opensOn, typed.closesOn].map((day) => day && moments.day(day)),
    ...[typed.office, typed.days, typed.rules, typed.agreedWith],
  ]
  const [here, there] = [words(mine), words(theirs)]
  const labels = [t`Name`, t`The question in one sentence`, t`What is asked?`, t`First day`, t`Last day`]
  const promised = [t`Who decides on the ideas`, t`Working days until the first answer`, t`Version of the scheme’s rules`, t`With whom the rules were agreed`]
  return [...labels, ...promised].map((label, at) => ({ label, mine: here[at], theirs: there[at] }))
}

function Writing({ first, got }: { first: CallTyped; got?: Got<IdeasCampaignPage> }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const id = got?.data.campaign_id
  const { form, change, once, done } = useKept(`campaign/${id ?? 'new'}`, first)
  const missing = useMissing(form)
  const saving = useActingOn('ideas', async () => {
    const body = saidOf(form)
    const saved = await call(
      got
        ? ideasChangeCampaign({ path: { campaign_id: got.data.campaign_id }, body, headers: { 'If-Match': form.seen, ...once } })
        : ideasAddCampaign({ body, headers: once }),
    )
    await done()
    await navigate({ to: '/campaigns/$campaignId', params: { campaignId: saved.data.campaign_id } })
  })
  const fields = useCallFields()
  const compared = useCompared(form, got ? typedOf(got, '') : form)
  return (
    <Form
      label={got ? t`Change the call` : t`New call for ideas`}
      verb={got ? t`Save the call` : t`Call for ideas`}
      working={saving.isPending}
      error={saving.error}
      missing={missing}
      told={faultsOf(saving.error, fields)}
      instead={
        got &&
        form.seen !== got.etag && (
          <Conflict
            compared={compared}
            keep={() => {
              change({ seen: got.etag })
              saving.reset()
            }}
            take={() => {
              change(typedOf(got, ''))
              saving.reset()
            }}
          />
        )
      }
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
  const own = useOwnTongue()
  return (
    <Page title={t`New call for ideas`} section={t`Ideas`} above={<Link to="/campaigns">{t`Calls for ideas`}</Link>}>
      {closed ?? <Writing first={typedOf(undefined, today, own)} />}
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
      {!closed && found.data && <Writing key={campaignId} got={found.data} first={typedOf(found.data, '')} />}
    </Page>
  )
}
