// What is asked of the scheme office for each way that an idea may go.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { unitsQuery } from '../../api'
import { SelectField, TextField, useMoments, type Wrong } from '../../ui'
import { REASONS } from './reasons'

export type Action = 'review' | 'return' | 'merge' | 'reroute' | 'scope'

export interface Form {
  action: Action
  dueOn: string
  quorum: string
  reason: string
  text: string
  unit: string
  /** The idea that it is merged into. */
  into: string
}

const RETURNS = ['unclear', 'incomplete', 'several-ideas', 'personal-data']
const SCOPE = ['wrong-scheme', 'personal-data']
const REROUTES = ['out-of-remit', 'larger-remit', 'better-placed']
export const CODES: Partial<Record<Action, string[]>> = { return: RETURNS, reroute: REROUTES, scope: SCOPE }
export const ACTIONS: readonly Action[] = ['review', 'return', 'merge', 'reroute', 'scope']

export function useMissing() {
  const { t } = useLingui()
  return ({ action, dueOn, quorum, text, unit, into }: Form): Wrong[] => {
    const found: Wrong[] = []
    if (action === 'review') {
      if (!dueOn) found.push({ field: 'triage-due', message: t`Name the day by which the reviews are due` })
      if (!/^([2-9]|1\d|20)$/.test(quorum))
        found.push({ field: 'triage-quorum', message: t`Say how many reviews are needed, from 2 to 20` })
      return found
    }
    if (action === 'merge') return into ? [] : [{ field: 'triage-into', message: t`Choose the idea that it lives on in` }]
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

export function ToReview({ form, change, of }: FieldsProps) {
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
        min={2}
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

export function WithReason({ form, change, of }: FieldsProps) {
  const { t, i18n } = useLingui()
  const units = useQuery(unitsQuery)
  const codes = CODES[form.action] ?? []
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
