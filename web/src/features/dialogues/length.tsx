// A length or a last day, of which one is given: for what both sides agree and for what a court orders.
import { useLingui } from '@lingui/react/macro'
import type { UnionDialogueSpan } from '../../api'
import { RadioField, SelectField, TextField, useMoments, type Wrong } from '../../ui'
import styles from './opinion.module.css'

export interface Length {
  by: 'span' | 'day'
  n: string
  unit: UnionDialogueSpan['unit']
  day: string
}

export const NO_LENGTH: Length = { by: 'span', n: '', unit: 'working-days', day: '' }

/** As the service takes it. */
export function lengthOf({ by, n, unit, day }: Length) {
  return by === 'span' ? { span: { n: Number(n), unit }, last_day: null } : { span: null, last_day: day }
}

export function useLengthMissing({ by, n, day }: Length): Wrong[] {
  const { t } = useLingui()
  if (by === 'span') return /^[1-9]\d*$/.test(n.trim()) ? [] : [{ field: 'length', message: t`Enter the length as a whole number` }]
  return day ? [] : [{ field: 'last-day', message: t`Enter the last day` }]
}

interface Props {
  value: Length
  of: (field: string) => string | undefined
  onChange: (length: Length) => void
}

export function LengthFields({ value, of, onChange }: Props) {
  const { t } = useLingui()
  const moments = useMoments()
  return (
    <>
      <RadioField<Length['by']>
        id="length-by"
        label={t`What is said of the period?`}
        value={value.by}
        options={[
          { value: 'span', label: t`A length` },
          { value: 'day', label: t`A last day` },
        ]}
        onChange={(by) => {
          onChange({ ...value, by })
        }}
      />
      {value.by === 'span' ? (
        <div className={styles.votes}>
          <TextField
            id="length"
            type="number"
            min={1}
            label={t`Length`}
            value={value.n}
            error={of('length')}
            onChange={(n) => {
              onChange({ ...value, n })
            }}
          />
          <SelectField<Length['unit']>
            id="length-unit"
            label={t`Counted in`}
            value={value.unit}
            options={[
              { value: 'working-days', label: t`working days` },
              { value: 'calendar-days', label: t`days` },
              { value: 'weeks', label: t`weeks` },
              { value: 'months', label: t`months` },
            ]}
            onChange={(unit) => {
              onChange({ ...value, unit })
            }}
          />
        </div>
      ) : (
        <TextField
          id="last-day"
          type="date"
          label={t`Last day`}
          hint={value.day ? moments.day(value.day) : undefined}
          value={value.day}
          error={of('last-day')}
          onChange={(day) => {
            onChange({ ...value, day })
          }}
        />
      )}
    </>
  )
}
