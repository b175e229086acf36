// Fields that several of these forms have: a day from which something holds, and the record that says so.
import { useLingui } from '@lingui/react/macro'
import { TextField, useMoments } from '../../ui'

interface DayProps {
  id: string
  label: string
  /** What an empty field means; from today on when it is not said. */
  empty?: string
  value: string
  error: string | undefined
  onChange: (day: string) => void
}

export function DayField({ id, label, empty, value, error, onChange }: DayProps) {
  const { t } = useLingui()
  const moments = useMoments()
  return (
    <TextField
      id={id}
      type="date"
      label={label}
      hint={value ? moments.day(value) : (empty ?? t`Left empty: from today on.`)}
      value={value}
      error={error}
      onChange={onChange}
    />
  )
}

interface EvidenceProps {
  value: string
  error: string | undefined
  onChange: (text: string) => void
}

export function EvidenceField({ value, error, onChange }: EvidenceProps) {
  const { t } = useLingui()
  return (
    <TextField
      id="evidence"
      label={t`Record that says so`}
      hint={t`Minutes of an election, a resolution, a letter: with its date.`}
      value={value}
      most={300}
      error={error}
      onChange={onChange}
    />
  )
}
