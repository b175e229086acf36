// An answer put right before the case is closed: the new one, and why; the first one stays on record.
import { useLingui } from '@lingui/react/macro'
import { data, type UnionDialogueCaseSeen, unionDialogueCorrectResponse } from '../../api'
import { faultsOf } from '../../parts'
import { type Close, Form, Opener, RadioField, SelectField, TextField, type Wrong } from '../../ui'
import { useAct } from './act'
import { answersIn, type Kind } from './answers'
import { useKept } from './memory'
import { ANSWERS } from './words'

const FIELDS = { '/number': 'point', '/answer': 'answer', '/reason': 'new-reason', '/why': 'why' }

interface Corrected {
  number: string
  answer: Kind | ''
  reason: string
  why: string
}

function Correction({ it, close }: { it: UnionDialogueCaseSeen; close: Close }) {
  const { t, i18n } = useLingui()
  const answered = answersIn(it)
  const numbers = Object.keys(answered)
  const first: Corrected = { number: numbers[0] ?? '', answer: '', reason: '', why: '' }
  const [form, keep, drop] = useKept(`correction/${it.case_id}`, first)
  const { number, answer, reason, why } = form
  const correcting = useAct(
    it.case_id,
    async (_: undefined, once) => {
      if (!answer) return
      const body = { number: Number(number), answer, reason: reason.trim(), why: why.trim() }
      await data(unionDialogueCorrectResponse({ path: { case_id: it.case_id }, headers: once, body }))
    },
    () => {
      drop()
      close()
    },
  )
  const missing: Wrong[] = []
  if (!answer) missing.push({ field: 'answer', message: t`Choose an answer` })
  if (!reason.trim()) missing.push({ field: 'new-reason', message: t`Give the reason` })
  if (!why.trim()) missing.push({ field: 'why', message: t`Say why the answer changes` })
  return (
    <Form
      label={t`Correction of an answer`}
      verb={t`Correct the answer`}
      working={correcting.isPending}
      error={correcting.error}
      missing={missing}
      told={faultsOf(correcting.error, FIELDS)}
      onSend={() => {
        correcting.mutate(undefined)
      }}
      onLeave={() => {
        drop()
        close()
      }}
    >
      {(of) => (
        <>
          <SelectField<string>
            id="point"
            label={t`Point of the opinion`}
            value={number}
            error={of('point')}
            options={numbers.map((value) => ({ value, label: t`Point ${value}` }))}
            onChange={(given) => {
              keep({ ...form, number: given })
            }}
          />
          <RadioField<Kind>
            id="answer"
            label={t`Answer`}
            value={answer}
            error={of('answer')}
            options={(Object.keys(ANSWERS) as Kind[]).map((value) => ({ value, label: i18n._(ANSWERS[value].label) }))}
            onChange={(given) => {
              keep({ ...form, answer: given })
            }}
          />
          <TextField
            id="new-reason"
            label={t`Reason`}
            rows={4}
            value={reason}
            error={of('new-reason')}
            onChange={(given) => {
              keep({ ...form, reason: given })
            }}
          />
          <TextField
            id="why"
            label={t`Why does the answer change?`}
            rows={2}
            value={why}
            error={of('why')}
            onChange={(given) => {
              keep({ ...form, why: given })
            }}
          />
        </>
      )}
    </Form>
  )
}

export function Correcting({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  if (!it.may.includes('correct-response')) return null
  return <Opener verb={t`Correct an answer`}>{(close) => <Correction it={it} close={close} />}</Opener>
}
