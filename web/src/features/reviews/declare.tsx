// The first step of a review, before its text: whether something binds the reader to the idea.
import { useLingui } from '@lingui/react/macro'
import {
  call,
  data,
  reviewDeclareConflict,
  reviewGetAssignment,
  type ReviewMyAssignment,
  reviewPutDraft,
  useKept,
} from '../../api'
import { useActingOn } from '../../parts'
import { RadioField, Standing, TextField, useMoments, type Wrong } from '../../ui'
import styles from './review.module.css'
import { type Bond, BONDS } from './words'

type Answer = 'none' | 'possible' | 'yes'

interface Declaration {
  answer: Answer | ''
  bond: Bond | ''
  text: string
}

/** No conflict: the review is begun, so that it stands on the server that it was said. */
async function begin(assignmentId: string) {
  const path = { assignment_id: assignmentId }
  const { data: form, etag } = await call(reviewGetAssignment({ path }))
  if (form.state !== 'assigned') return
  const body = { scores: {}, comment: '' }
  await data(reviewPutDraft({ path, body, headers: { 'If-Match': etag } }))
}

const MOST = 1500

function bound({ answer }: Declaration): boolean {
  return answer === 'possible' || answer === 'yes'
}

function useMissing(declaration: Declaration): Wrong[] {
  const { t } = useLingui()
  const { answer, bond, text } = declaration
  const out = bound(declaration)
  const missing: Wrong[] = []
  if (!answer) missing.push({ field: 'conflict', message: t`Say whether you have a conflict of interest` })
  if (out && !bond) missing.push({ field: 'bond', message: t`Say what binds you to the idea` })
  if (out && bond === 'other' && !text.trim()) missing.push({ field: 'bond-text', message: t`Say in one sentence what it is` })
  if (text.length > MOST) missing.push({ field: 'bond-text', message: t`Shorten this by ${text.length - MOST} characters` })
  return missing
}

export function Declare({ asked }: { asked: ReviewMyAssignment }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const { form: value, change, once, done } = useKept<Declaration>(`conflict/${asked.assignment_id}`, { answer: '', bond: '', text: '' })
  const { answer, bond, text } = value
  const out = bound(value)
  const declaring = useActingOn('review', async () => {
    const path = { assignment_id: asked.assignment_id }
    const reason = [bond && i18n._(BONDS[bond]), text.trim()].filter(Boolean).join('. ')
    if (out) await data(reviewDeclareConflict({ path, body: { reason }, headers: once }))
    else await begin(asked.assignment_id)
    await done()
  })
  const missing = useMissing(value)
  const due = moments.day(asked.due_on)
  return (
    <Standing
      verb={t`Declare`}
      working={declaring.isPending}
      error={declaring.error}
      missing={missing}
      onSend={() => {
        declaring.mutate()
      }}
    >
      {(of) => (
        <>
          <p>
            {t`You are asked to review an idea until ${due}. First, before you read it: does anything bind you to it or to somebody who could have written it?`}
          </p>
          <p className={styles.subject}>{asked.title}</p>
          <RadioField<Answer>
            id="conflict"
            label={t`Do you have a conflict of interest?`}
            value={answer}
            error={of('conflict')}
            options={[
              { value: 'none', label: t`No, nothing binds me` },
              { value: 'possible', label: t`Possibly`, hint: t`In doubt somebody else reviews it. That is no fault of yours.` },
              { value: 'yes', label: t`Yes` },
            ]}
            onChange={(next) => {
              change({ answer: next })
            }}
          />
          {out && (
            <>
              <RadioField<Bond>
                id="bond"
                label={t`What is it?`}
                value={bond}
                error={of('bond')}
                options={(Object.keys(BONDS) as Bond[]).map((each) => ({ value: each, label: i18n._(BONDS[each]) }))}
                onChange={(next) => {
                  change({ bond: next })
                }}
              />
              <TextField
                id="bond-text"
                label={t`In your words`}
                hint={t`This is kept with the round and told to nobody; others learn only that a reviewer stepped out.`}
                rows={3}
                most={MOST}
                value={text}
                error={of('bond-text')}
                onChange={(next) => {
                  change({ text: next })
                }}
              />
            </>
          )}
        </>
      )}
    </Standing>
  )
}
