// The end of a case: agreed or not, with a reason; refused while a point has no answer.
import { Plural, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { data, type UnionDialogueCaseSeen, type UnionDialogueClosing, unionDialogueClose } from '../../api'
import { Button, ErrorSummary, Note, RadioField, Section, TextField, Trouble, type Wrong } from '../../ui'
import { faultsOf, useAct } from './act'
import { useKept } from './memory'
import { regimeQuery } from './queries'
import styles from './response.module.css'
import type { Side } from './side'

type Result = UnionDialogueClosing['result']

interface Fields {
  result: Result | ''
  reason: string
  replaced: string
}

const EMPTY: Fields = { result: '', reason: '', replaced: '' }

function useWrong(fields: Fields, consent: boolean): Wrong[] {
  const { t } = useLingui()
  const wrong: Wrong[] = []
  if (!fields.result) wrong.push({ field: 'result', message: t`Say how the case ends` })
  if (fields.result === 'disagreed' && !fields.reason.trim()) wrong.push({ field: 'closing-reason', message: t`Give the reason` })
  if (fields.result === 'disagreed' && consent && !fields.replaced.trim())
    wrong.push({ field: 'replaced', message: t`Name the decision that replaces the consent, with its date` })
  return wrong
}

function Form({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const [fields, set, drop] = useKept<Fields>(`closing/${it.case_id}`, EMPTY)
  const [tried, tries] = useState(false)
  const regime = useQuery({ ...regimeQuery(it.regime ?? ''), enabled: it.regime !== null }).data
  const consent = regime?.consent_needed ?? false
  const missing = useWrong(fields, consent)
  const act = useAct<Fields>(
    it.case_id,
    ({ result, reason, replaced }, once) =>
      data(
        unionDialogueClose({
          path: { case_id: it.case_id },
          headers: once,
          body: {
            result: result || 'disagreed',
            reason: reason.trim() || null,
            consent_replaced_by: result === 'disagreed' ? replaced.trim() || null : null,
          },
        }),
      ),
    drop,
  )
  const wrong = tried ? missing : []
  const told = faultsOf(act.error)
  const error = (field: string, pointer: string) => wrong.find((each) => each.field === field)?.message ?? told[pointer]
  const agree = it.may.includes('close-agreed')
  function submit(event: SubmitEvent) {
    event.preventDefault()
    tries(true)
    if (missing.length === 0) act.mutate(fields)
  }
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <ErrorSummary errors={wrong} />
      <RadioField<Result>
        id="result"
        label={t`How does the case end?`}
        hint={agree ? undefined : t`Only who leads the body can call it agreed where the body objected or a point was not adopted.`}
        value={fields.result}
        error={error('result', 'result')}
        options={[
          ...(agree ? [{ value: 'agreed' as const, label: t`Agreed` }] : []),
          ...(it.may.includes('close-disagreed')
            ? [{ value: 'disagreed' as const, label: t`Not agreed`, hint: t`With a reason, which stays on record.` }]
            : []),
        ]}
        onChange={(result) => {
          set({ ...fields, result })
        }}
      />
      <TextField
        id="closing-reason"
        label={fields.result === 'disagreed' ? t`Reason` : t`Reason, if there is something to say`}
        rows={3}
        value={fields.reason}
        error={error('closing-reason', 'reason')}
        onChange={(reason) => {
          set({ ...fields, reason })
        }}
      />
      {consent && fields.result === 'disagreed' && (
        <TextField
          id="replaced"
          label={t`What replaces the consent?`}
          hint={t`The measure needs the consent of the body. Name the decision of the higher office or the conciliation body, with its date.`}
          value={fields.replaced}
          error={error('replaced', 'consent_replaced_by')}
          onChange={(replaced) => {
            set({ ...fields, replaced })
          }}
        />
      )}
      {act.error && <Trouble error={act.error} />}
      <p className={styles.meta}>{t`Both sides see it, and it stays. The decision on the idea is then free.`}</p>
      <div>
        <Button type="submit" working={act.isPending}>
          {t`Close the case`}
        </Button>
      </div>
    </form>
  )
}

export function Closing({ it, side }: { it: UnionDialogueCaseSeen; side: Side }) {
  const { t } = useLingui()
  if (!['opinion', 'lapsed'].includes(it.state) || side === 'office') return null
  const open = it.unanswered.join(', ')
  const count = it.unanswered.length
  const may = it.may.includes('close-agreed') || it.may.includes('close-disagreed')
  if (!open && !may) return null
  return (
    <Section id="closing" title={t`Close the case`}>
      {open ? (
        <Note kind="info" title={t`The case cannot be closed yet`}>
          <p>
            <Plural value={count} one={`Point ${open} has no answer yet.`} other={`Points ${open} have no answer yet.`} />
          </p>
        </Note>
      ) : (
        <Form it={it} />
      )}
    </Section>
  )
}
