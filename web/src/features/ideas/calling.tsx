// A call for ideas as the scheme office writes it: its name in the languages of the house, its question, its days.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import {
  call,
  drafts,
  type Got,
  hasRole,
  ideasAddCampaign,
  type IdeasCampaignView,
  ideasChangeCampaign,
  isRefusal,
  onceKey,
  useMe,
  useNow,
} from '../../api'
import { Button, ButtonLink, ErrorSummary, Link, Loading, Note, Page, TextField, Trouble, useMoments, type Wrong } from '../../ui'
import styles from './campaigns.module.css'
import { campaignQuery } from './queries'
import { type Language, LANGUAGES } from './words'

const route = getRouteApi('/inside/campaigns/$campaignId/edit')
const TONGUES = Object.keys(LANGUAGES) as Language[]

interface Form {
  names: Record<string, string>
  text: string
  opensOn: string
  closesOn: string
}

const FIELDS: Record<string, string> = {
  '/names': 'name-en',
  '/text': 'text',
  '/opens_on': 'opens',
  '/closes_on': 'closes',
}

function useMissing() {
  const { t } = useLingui()
  return ({ names, text, opensOn, closesOn }: Form): Wrong[] => {
    const found: Wrong[] = []
    if (TONGUES.every((each) => !names[each]?.trim()))
      found.push({ field: 'name-en', message: t`Name the call in at least one language` })
    if (!text.trim()) found.push({ field: 'text', message: t`Write what is asked` })
    if (!opensOn) found.push({ field: 'opens', message: t`Choose the first day` })
    if (closesOn && opensOn && closesOn < opensOn)
      found.push({ field: 'closes', message: t`Choose a last day that is not before the first` })
    return found
  }
}

function useCalling(first: Form, got: Got<IdeasCampaignView> | undefined) {
  const me = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const id = got?.data.campaign_id
  const key = `campaign/${id ?? 'new'}`
  const [form, setForm] = useState(first)
  const [once, setOnce] = useState(onceKey)
  useEffect(() => {
    void drafts.kept<Form>(me.person_id, key).then((kept) => {
      if (kept) setForm(kept)
    })
  }, [key, me.person_id])
  const saving = useMutation({
    mutationFn: () => {
      const names = Object.fromEntries(Object.entries(form.names).filter(([, name]) => name.trim()))
      const body = { names, text: form.text, opens_on: form.opensOn, closes_on: form.closesOn || null }
      return call(
        got
          ? ideasChangeCampaign({ path: { campaign_id: got.data.campaign_id }, body, headers: { 'If-Match': got.etag, ...once } })
          : ideasAddCampaign({ body, headers: once }),
      )
    },
    onSuccess: async (saved) => {
      await drafts.drop(me.person_id, key)
      const { campaign_id: campaignId } = saved.data
      queries.setQueryData(campaignQuery(campaignId).queryKey, saved)
      await queries.invalidateQueries({ queryKey: ['ideas', 'campaigns'] })
      await navigate({ to: '/campaigns/$campaignId', params: { campaignId } })
    },
    // the newer version is fetched; what was typed stays, and is written over it when it is sent again
    onError: (error) => {
      if (id && isRefusal(error) && error.status === 412)
        void queries.invalidateQueries({ queryKey: campaignQuery(id).queryKey })
    },
  })
  function change(wanted: Partial<Form>) {
    const next = { ...form, ...wanted }
    setForm(next)
    setOnce(onceKey())
    void drafts.keep(me.person_id, key, next)
  }
  return { form, change, saving }
}

function Theirs({ campaign }: { campaign: IdeasCampaignView }) {
  const { t } = useLingui()
  return (
    <Note kind="warning" title={t`Somebody else changed this call meanwhile`} live>
      <p>{t`This is what it says now. Yours is in the form still; take over what you want to keep, and save again.`}</p>
      <p className={styles.question}>{campaign.text}</p>
    </Note>
  )
}

function faultsOf(error: unknown) {
  const refusal = isRefusal(error) ? error : undefined
  const told = (refusal?.faults ?? []).map(({ pointer, message }) => ({ field: FIELDS[pointer] ?? '', message }))
  return { stale: refusal?.status === 412, told }
}

interface DaysProps {
  form: Form
  change: (wanted: Partial<Form>) => void
  of: (field: string) => string | undefined
}

function Days({ form, change, of }: DaysProps) {
  const { t } = useLingui()
  const moments = useMoments()
  return (
    <>
      <TextField
        id="opens"
        type="date"
        label={t`First day`}
        hint={form.opensOn ? moments.day(form.opensOn) : undefined}
        value={form.opensOn}
        error={of('opens')}
        onChange={(opensOn) => {
          change({ opensOn })
        }}
      />
      <TextField
        id="closes"
        type="date"
        label={t`Last day (optional)`}
        hint={form.closesOn ? moments.day(form.closesOn) : t`Without one it runs until further notice.`}
        value={form.closesOn}
        error={of('closes')}
        onChange={(closesOn) => {
          change({ closesOn })
        }}
      />
    </>
  )
}

function Writing({ first, got }: { first: Form; got?: Got<IdeasCampaignView> }) {
  const { t, i18n } = useLingui()
  const missing = useMissing()
  const { form, change, saving } = useCalling(first, got)
  const [asked, setAsked] = useState(0)
  const { stale, told } = faultsOf(saving.error)
  const wrong = asked > 0 ? [...missing(form), ...told] : []
  const of = (field: string) => wrong.find((each) => each.field === field)?.message
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(asked + 1)
        if (missing(form).length === 0) saving.mutate()
      }}
    >
      {wrong.length > 0 && <ErrorSummary key={asked} errors={wrong} />}
      {stale && got && <Theirs campaign={got.data} />}
      {saving.error && !stale && told.length === 0 && <Trouble error={saving.error} />}
      {TONGUES.map((tongue) => {
        const language = i18n._(LANGUAGES[tongue])
        return (
          <TextField
            key={tongue}
            id={`name-${tongue}`}
            label={t`Name, ${language}`}
            lang={tongue}
            most={300}
            value={form.names[tongue] ?? ''}
            error={of(`name-${tongue}`)}
            onChange={(name) => {
              change({ names: { ...form.names, [tongue]: name } })
            }}
          />
        )
      })}
      <TextField
        id="text"
        rows={6}
        most={20_000}
        label={t`What is asked?`}
        hint={t`The question, why it is asked, who decides on the ideas, and by when there is an answer.`}
        value={form.text}
        error={of('text')}
        onChange={(text) => {
          change({ text })
        }}
      />
      <Days form={form} change={change} of={of} />
      <div className={styles.acts}>
        <Button type="submit" working={saving.isPending}>
          {got ? t`Save the call` : t`Call for ideas`}
        </Button>
        <ButtonLink variant="secondary" to="/campaigns">
          {t`Back to the calls`}
        </ButtonLink>
      </div>
    </form>
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
  const moments = useMoments()
  const closed = useOffice()
  const today = moments.dayAt(useNow())
  return (
    <Page title={t`New call for ideas`} section={t`Ideas`} above={<Link to="/campaigns">{t`Calls for ideas`}</Link>}>
      {closed ?? <Writing first={{ names: {}, text: '', opensOn: today, closesOn: '' }} />}
    </Page>
  )
}

export function EditCall() {
  const { t } = useLingui()
  const closed = useOffice()
  const { campaignId } = route.useParams()
  const found = useQuery(campaignQuery(campaignId))
  const campaign = found.data?.data
  return (
    <Page title={t`Change the call`} section={t`Ideas`} above={<Link to="/campaigns">{t`Calls for ideas`}</Link>}>
      {closed}
      {!closed && found.isPending && <Loading lines={8} />}
      {!closed && found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {!closed && campaign && (
        <Writing
          key={campaignId}
          got={found.data}
          first={{
            names: campaign.names,
            text: campaign.text,
            opensOn: campaign.opens_on,
            closesOn: campaign.closes_on ?? '',
          }}
        />
      )}
    </Page>
  )
}
