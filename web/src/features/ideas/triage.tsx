// Where an idea that was handed in goes: to review, back with a question, or to another unit. For the scheme office.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { data, drafts, hasRole, ideasTriage, type IdeasIdeaView, isRefusal, onceKey, unitsQuery, useMe, useNow } from '../../api'
import { Button, ErrorSummary, Panel, RadioField, SelectField, TextField, Trouble, useMoments, type Wrong } from '../../ui'
import { REASONS } from './reasons'
import styles from './triage.module.css'

type Action = 'review' | 'return' | 'reroute'
type Body = Parameters<typeof ideasTriage>[0]['body']

interface Form {
  action: Action
  dueOn: string
  quorum: string
  reason: string
  text: string
  unit: string
}

const RETURNS = ['unclear', 'incomplete', 'several-ideas', 'personal-data', 'wrong-scheme']
const REROUTES = ['out-of-remit', 'larger-remit', 'better-placed']
const THREE_WEEKS = 21 * 86_400_000
const FIELDS: Record<string, string> = {
  '/due_on': 'triage-due',
  '/quorum': 'triage-quorum',
  '/reason_code': 'triage-reason',
  '/text': 'triage-text',
  '/unit_id': 'triage-unit',
}

function bodyOf({ action, dueOn, quorum, reason, text, unit }: Form): Body {
  if (action === 'review') return { action, due_on: dueOn, quorum: Number(quorum) }
  if (action === 'return') return { action, reason_code: reason as 'unclear', text }
  return { action, reason_code: reason as 'out-of-remit', text, unit_id: unit }
}

function useMissing() {
  const { t } = useLingui()
  return ({ action, dueOn, quorum, text, unit }: Form): Wrong[] => {
    const found: Wrong[] = []
    if (action === 'review') {
      if (!dueOn) found.push({ field: 'triage-due', message: t`Name the day by which the reviews are due` })
      if (!/^([1-9]|1\d|20)$/.test(quorum))
        found.push({ field: 'triage-quorum', message: t`Say how many reviews are needed, from 1 to 20` })
      return found
    }
    if (action === 'reroute' && !unit) found.push({ field: 'triage-unit', message: t`Choose the unit that answers` })
    if (!text.trim()) found.push({ field: 'triage-text', message: t`Write to the authors why` })
    return found
  }
}

interface FieldsProps {
  form: Form
  change: (wanted: Partial<Form>) => void
  of: (field: string) => string | undefined
}

function ToReview({ form, change, of }: FieldsProps) {
  const { t } = useLingui()
  const moments = useMoments()
  return (
    <>
      <TextField
        id="triage-due"
        type="date"
        label={t`Reviews are due on`}
        hint={form.dueOn ? moments.day(form.dueOn) : undefined}
        value={form.dueOn}
        error={of('triage-due')}
        onChange={(dueOn) => {
          change({ dueOn })
        }}
      />
      <TextField
        id="triage-quorum"
        type="number"
        min={1}
        max={20}
        label={t`How many reviews are needed`}
        value={form.quorum}
        error={of('triage-quorum')}
        onChange={(quorum) => {
          change({ quorum })
        }}
      />
    </>
  )
}

function WithReason({ form, change, of }: FieldsProps) {
  const { t, i18n } = useLingui()
  const units = useQuery(unitsQuery)
  const codes = form.action === 'return' ? RETURNS : REROUTES
  return (
    <>
      {form.action === 'reroute' && (
        <SelectField<string>
          id="triage-unit"
          label={t`The unit that answers`}
          value={form.unit}
          error={of('triage-unit')}
          options={[
            { value: '', label: t`Choose a unit` },
            ...(units.data ?? []).map((each) => ({ value: each.unit_id, label: each.names[i18n.locale] ?? each.unit_id })),
          ]}
          onChange={(unit) => {
            change({ unit })
          }}
        />
      )}
      <SelectField<string>
        id="triage-reason"
        label={t`Reason`}
        value={form.reason}
        error={of('triage-reason')}
        options={codes.map((value) => ({ value, label: REASONS[value] ? i18n._(REASONS[value]) : value }))}
        onChange={(reason) => {
          change({ reason })
        }}
      />
      <TextField
        id="triage-text"
        rows={4}
        most={20_000}
        label={form.action === 'return' ? t`Your question to the authors` : t`Your word to the authors`}
        hint={t`Everybody who may see the idea can read this in the timeline.`}
        value={form.text}
        error={of('triage-text')}
        onChange={(text) => {
          change({ text })
        }}
      />
    </>
  )
}

function useTriage(ideaId: string, first: Form) {
  const me = useMe()
  const queries = useQueryClient()
  const key = `triage/${ideaId}`
  const [form, setForm] = useState(first)
  const [once, setOnce] = useState(onceKey)
  useEffect(() => {
    void drafts.kept<Form>(me.person_id, key).then((kept) => {
      if (kept) setForm(kept)
    })
  }, [key, me.person_id])
  const deciding = useMutation({
    mutationFn: async () => {
      const decided = await data(ideasTriage({ path: { idea_id: ideaId }, body: bodyOf(form), headers: once }))
      await drafts.drop(me.person_id, key)
      return decided
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ideas'] }),
  })
  function change(wanted: Partial<Form>) {
    const codes = wanted.action === 'return' ? RETURNS : wanted.action === 'reroute' ? REROUTES : undefined
    const next = { ...form, ...wanted, ...(codes && { reason: codes[0] ?? '' }) }
    setForm(next)
    setOnce(onceKey())
    void drafts.keep(me.person_id, key, next)
  }
  return { form, change, deciding }
}

function Decide({ ideaId, today }: { ideaId: string; today: Date }) {
  const { t } = useLingui()
  const moments = useMoments()
  const missing = useMissing()
  const [asked, setAsked] = useState(0)
  const { form, change, deciding } = useTriage(ideaId, {
    action: 'review',
    dueOn: moments.dayAt(new Date(today.getTime() + THREE_WEEKS)),
    quorum: '3',
    reason: '',
    text: '',
    unit: '',
  })
  const refusal = isRefusal(deciding.error) ? deciding.error : undefined
  const told = (refusal?.faults ?? []).map(({ pointer, message }) => ({ field: FIELDS[pointer] ?? '', message }))
  const wrong = asked > 0 ? [...missing(form), ...told] : []
  const of = (field: string) => wrong.find((each) => each.field === field)?.message
  const verbs: Record<Action, string> = {
    review: t`Send to peer review`,
    return: t`Send it back`,
    reroute: t`Hand it to that unit`,
  }
  function submit() {
    setAsked(asked + 1)
    if (missing(form).length === 0) deciding.mutate()
  }
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {wrong.length > 0 && <ErrorSummary key={asked} errors={wrong} />}
      {deciding.error && told.length === 0 && <Trouble error={deciding.error} />}
      <RadioField<Action>
        id="triage-action"
        label={t`Where does it go?`}
        value={form.action}
        options={[
          { value: 'review', label: t`To peer review`, hint: t`A round opens in which names are hidden both ways.` },
          { value: 'return', label: t`Back, with a question`, hint: t`The authors revise it and hand it in again.` },
          { value: 'reroute', label: t`To another unit`, hint: t`It stays handed in, and that unit answers.` },
        ]}
        onChange={(action) => {
          change({ action })
        }}
      />
      {form.action === 'review' ? (
        <ToReview form={form} change={change} of={of} />
      ) : (
        <WithReason form={form} change={change} of={of} />
      )}
      <Button type="submit" working={deciding.isPending}>
        {verbs[form.action]}
      </Button>
    </form>
  )
}

export function Triage({ idea }: { idea: IdeasIdeaView }) {
  const { t } = useLingui()
  const me = useMe()
  const today = useNow()
  const wrote = idea.authors?.some((each) => each.person_id === me.person_id) ?? false
  if (idea.status !== 'submitted' || !hasRole(me, 'scheme-officer') || wrote) return null
  return (
    <div className={styles.place}>
      <Panel title={t`Your decision as scheme office`} tinted={false}>
        <Decide key={idea.idea_id} ideaId={idea.idea_id} today={today} />
      </Panel>
    </div>
  )
}
