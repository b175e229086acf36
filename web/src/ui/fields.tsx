// Fields of a form: each with its label, what helps, and what is wrong with it.
import {
  Checkbox as DsCheckbox,
  Field,
  Fieldset,
  Input,
  Label,
  Radio,
  Select as DsSelect,
  Textarea,
  ValidationMessage,
} from '@digdir/designsystemet-react'
import { useLingui } from '@lingui/react/macro'
import type { ChangeEvent, CSSProperties, ReactNode } from 'react'
import styles from './fields.module.css'

interface Common {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
}

interface TextProps extends Common {
  value: string
  onChange: (value: string) => void
  /** Characters that fit; what is left is said from 80 % on. */
  most?: number
  rows?: number
  type?: 'text' | 'date' | 'number' | 'time'
  lang?: string
  min?: string | number
  max?: string | number
  onBlur?: () => void
  required?: boolean
  readOnly?: boolean
  autoComplete?: string
}

function Hint({ children }: { children: ReactNode }) {
  return children ? <div data-field="description">{children}</div> : null
}

function Left({ used, most }: { used: number; most: number | undefined }) {
  const { t } = useLingui()
  if (most === undefined || used < 0.8 * most) return null
  const left = most - used
  return (
    <p className={styles.left} data-over={left < 0 || undefined}>
      {left < 0 ? t`Characters too many: ${-left}` : t`Characters left: ${left}`}
    </p>
  )
}

export function TextField(props: TextProps) {
  const { id, label, hint, error, value, onChange, most, rows, type = 'text', ...rest } = props
  const shared = {
    id,
    value,
    // a year has four digits, also while it is typed: of more no day can be told
    max: type === 'date' ? '9999-12-31' : undefined,
    'aria-invalid': error ? true : undefined,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      onChange(event.target.value)
    },
    ...rest,
  }
  return (
    <Field className={styles.field}>
      <Label>{label}</Label>
      <Hint>{hint}</Hint>
      {rows === undefined ? (
        <Input type={type} {...shared} />
      ) : (
        <Textarea rows={rows} className={styles.area} style={{ '--rows': rows } as CSSProperties} {...shared} />
      )}
      <Left used={value.length} most={most} />
      {error && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  )
}

export interface Option<T extends string> {
  value: T
  label: ReactNode
  hint?: ReactNode
}

interface ChoiceProps<T extends string> extends Common {
  value: T | ''
  onChange: (value: T) => void
  options: readonly Option<T>[]
  /** Few short ones, side by side. */
  row?: boolean
}

export function SelectField<T extends string>(props: ChoiceProps<T>) {
  const { id, label, hint, error, value, onChange, options } = props
  return (
    <Field className={styles.field}>
      <Label>{label}</Label>
      <Hint>{hint}</Hint>
      <DsSelect
        id={id}
        value={value}
        aria-invalid={error ? true : undefined}
        onChange={(event) => {
          onChange(event.target.value as T)
        }}
      >
        {options.map((option) => (
          <DsSelect.Option key={option.value} value={option.value}>
            {option.label}
          </DsSelect.Option>
        ))}
      </DsSelect>
      {error && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  )
}

export function RadioField<T extends string>(props: ChoiceProps<T>) {
  const { id, label, hint, error, value, onChange, options, row } = props
  return (
    <Fieldset className={styles.radios} data-inline={row ? '' : undefined}>
      <Fieldset.Legend>{label}</Fieldset.Legend>
      {hint && <Fieldset.Description>{hint}</Fieldset.Description>}
      {options.map((option, at) => (
        <Radio
          key={option.value}
          id={at === 0 ? id : `${id}-${option.value}`}
          name={id}
          value={option.value}
          label={option.label}
          description={option.hint}
          checked={value === option.value}
          aria-invalid={error ? true : undefined}
          onChange={() => {
            onChange(option.value)
          }}
        />
      ))}
      {error && <ValidationMessage>{error}</ValidationMessage>}
    </Fieldset>
  )
}

interface FileProps extends Common {
  /** Ends of names that are offered for choosing. */
  accept: string
  onChange: (files: File[]) => void
}

/** Files to send; the field is empty again at once, what happens to them is said elsewhere. */
export function FileField({ id, label, hint, accept, onChange }: FileProps) {
  return (
    <Field className={styles.chosen}>
      <Hint>{hint}</Hint>
      <Input
        type="file"
        id={id}
        className="sr"
        multiple
        accept={accept}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          onChange(files)
        }}
      />
      <label htmlFor={id} className={`ds-button ${styles.choose}`} data-variant="secondary">
        {label}
      </label>
    </Field>
  )
}

interface CheckProps {
  id: string
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

export function CheckField({ id, label, hint, checked, onChange }: CheckProps) {
  return (
    <DsCheckbox
      id={id}
      label={label}
      description={hint}
      checked={checked}
      onChange={(event) => {
        onChange(event.target.checked)
      }}
    />
  )
}
