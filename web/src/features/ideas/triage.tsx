// Where an idea that was handed in goes: to review, back with a question, into another idea, to another unit, or out of
// scope. For the scheme office.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { data, drafts, ideasMerge, ideasTriage, type IdeasIdeaSeen, type IdeasIdeaView, isRefusal, onceKey, useMe, useNow } from '../../api'
import { Link, Note, Panel, RadioField, Standing, useMoments } from '../../ui'
import { MergeInto } from './merge'
import styles from './triage.module.css'
import { type Action, ACTIONS, CODES, type Form, ToReview, useMissing, WithReason } from './ways'

type Body = Parameters<typeof ideasTriage>[0]['body']
const THREE_WEEKS = 21 * 86_400_000
const FIELDS: Record<string, string> = {
  '/due_on': 'triage-due',
  '/quorum': 'triage-quorum',
  '/reason_code': 'triage-reason',
  '/text': 'triage-text',
  '/unit_id': 'triage-unit',
  '/into_idea_id': 'triage-into',
}

function bodyOf({ action, dueOn, quorum, reason, text, unit }: Form): Body {
  if (action === 'review') return { action, due_on: dueOn, quorum: Number(quorum) }
  if (action !== 'reroute') return { action: 'return', reason_code: reason as 'unclear', text }
  return { action, reason_code: reason as 'out-of-remit', text, unit_id: unit }
}

function useTriage(ideaId: string, first: Form, done: () => void) {
  const me = useMe()
  const queries = useQueryClient()
  const key = `triage/${ideaId}`
  const [form, setForm] = useState(first)
  const [once, setOnce] = useState(onceKey)
  useEffect(() => {
    void drafts.kept<Form>(me.person_id, key).then((kept) => {
      if (kept) setForm((now) => ({ ...now, ...kept }))
    })
  }, [key, me.person_id])
  const deciding = useMutation({
    mutationFn: async () => {
      const path = { idea_id: ideaId }
      const asked =
        form.action === 'merge'
          ? ideasMerge({ path, body: { into_idea_id: form.into }, headers: once })
          : ideasTriage({ path, body: bodyOf(form), headers: once })
      const decided = await data<IdeasIdeaView>(asked)
      await drafts.drop(me.person_id, key)
      return decided
    },
    onSuccess: () => {
      done()
      return queries.invalidateQueries({ queryKey: ['ideas'] })
    },
  })
  function change(wanted: Partial<Form>) {
    const codes = wanted.action && CODES[wanted.action]
    const next = { ...form, ...wanted, ...(codes && { reason: codes[0] ?? '' }) }
    setForm(next)
    setOnce(onceKey())
    void drafts.keep(me.person_id, key, next)
  }
  return { form, change, deciding }
}

/** Keys 1 to 5 choose while nobody writes; Enter on the chosen one confirms, as in every form. */
function useNumbers(choose: (action: Action) => void) {
  const newest = useRef(choose)
  useEffect(() => {
    newest.current = choose
  })
  useEffect(() => {
    function pressed(event: KeyboardEvent) {
      const action = ACTIONS[Number(event.key) - 1]
      const writing = event.target instanceof Element && event.target.closest('textarea, select, input:not([type=radio])')
      if (!action || writing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      newest.current(action)
      document.getElementById(action === 'review' ? 'triage-action' : `triage-action-${action}`)?.focus()
    }
    window.addEventListener('keydown', pressed)
    return () => {
      window.removeEventListener('keydown', pressed)
    }
  }, [])
}

function Others({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  return (
    <Note kind="warning" title={t`Another officer has decided about it meanwhile`} live>
      <p>{t`Nothing of yours was done. What you wrote stays here, so that you can copy it.`}</p>
      <Link
        to="/ideas/$ideaId"
        params={{ ideaId }}
        onClick={() => {
          // not before: what was written here would go with the form
          void queries.invalidateQueries({ queryKey: ['ideas'] })
        }}
      >
        {t`See what was decided`}
      </Link>
    </Note>
  )
}

/** What is wrong with which field, and whether another officer was faster. */
function faultsOf(error: unknown, action: Action) {
  const refusal = isRefusal(error) ? error : undefined
  const told = (refusal?.faults ?? []).map(({ pointer, message }) => ({ field: FIELDS[pointer] ?? '', message }))
  return { late: refusal?.slug === 'wrong-status' && action !== 'merge', told }
}

interface DecideProps {
  idea: IdeasIdeaSeen
  today: Date
  done: (said: string) => void
}

function useVerbs(): Record<Action, { verb: string; said: string }> {
  const { t } = useLingui()
  return {
    review: { verb: t`Send to peer review`, said: t`It is in peer review.` },
    return: { verb: t`Send it back`, said: t`It is back with its authors.` },
    merge: { verb: t`Merge it`, said: t`It is merged.` },
    reroute: { verb: t`Hand it to that unit`, said: t`The other unit has it.` },
    scope: { verb: t`Send it back as not in scope`, said: t`It is back with its authors, as not in scope.` },
  }
}

interface WayProps {
  idea: IdeasIdeaSeen
  form: Form
  change: (wanted: Partial<Form>) => void
  of: (field: string) => string | undefined
}

function Way({ idea, form, change, of }: WayProps) {
  if (form.action === 'review') return <ToReview form={form} change={change} of={of} />
  if (form.action !== 'merge') return <WithReason form={form} change={change} of={of} />
  return (
    <MergeInto
      idea={idea}
      into={form.into}
      error={of('triage-into')}
      choose={(into) => {
        change({ into })
      }}
    />
  )
}

function Decide({ idea, today, done }: DecideProps) {
  const { t } = useLingui()
  const moments = useMoments()
  const missing = useMissing()
  const verbs = useVerbs()
  const first: Form = {
    action: 'review',
    dueOn: moments.dayAt(new Date(today.getTime() + THREE_WEEKS)),
    quorum: '3',
    reason: '',
    text: '',
    unit: '',
    into: '',
  }
  const { form, change, deciding } = useTriage(idea.idea_id, first, () => {
    done(verbs[form.action].said)
  })
  useNumbers((action) => {
    change({ action })
  })
  const { late, told } = faultsOf(deciding.error, form.action)
  return (
    <Standing
      verb={verbs[form.action].verb}
      working={deciding.isPending}
      error={deciding.error}
      missing={missing(form)}
      told={told}
      instead={late && <Others ideaId={idea.idea_id} />}
      onSend={() => {
        deciding.mutate()
      }}
    >
      {(of) => (
        <>
          <RadioField<Action>
            id="triage-action"
            label={t`Where does it go?`}
            hint={t`Keys 1 to 5 choose, Enter confirms.`}
            value={form.action}
            options={[
              { value: 'review', label: t`1. To peer review`, hint: t`A round opens in which names are hidden both ways.` },
              { value: 'return', label: t`2. Back, with a question`, hint: t`The authors revise it and hand it in again.` },
              { value: 'merge', label: t`3. Into another idea`, hint: t`It lives on there; its time and its authors stay its own.` },
              { value: 'reroute', label: t`4. To another unit`, hint: t`It stays handed in, and that unit answers.` },
              { value: 'scope', label: t`5. Not in scope`, hint: t`It goes back with the reason why it is not for this scheme.` },
            ]}
            onChange={(action) => {
              change({ action })
            }}
          />
          <Way idea={idea} form={form} change={change} of={of} />
        </>
      )}
    </Standing>
  )
}

interface Props {
  idea: IdeasIdeaSeen
  /** What was done, in words. */
  done?: (said: string) => void
}

export function Triage({ idea, done = () => undefined }: Props) {
  const { t } = useLingui()
  const today = useNow()
  if (!idea.may.includes('review')) return null
  return (
    <div className={styles.place}>
      <Panel title={t`Your decision as scheme office`} tinted={false}>
        <Decide key={idea.idea_id} idea={idea} today={today} done={done} />
      </Panel>
    </div>
  )
}
