// A mark on a scale of few steps: each with its number and its word, one row, one choice.
import { ValidationMessage } from '@digdir/designsystemet-react'
import type { ReactNode } from 'react'
import styles from './scale.module.css'

interface Props {
  id: string
  label: ReactNode
  /** The word of each step, the lowest first. */
  words: readonly string[]
  value: number | undefined
  error?: string | undefined
  disabled?: boolean
  onChange: (value: number) => void
}

export function ScaleField({ id, label, words, value, error, disabled = false, onChange }: Props) {
  return (
    <fieldset className={styles.scale} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.steps}>
        {words.map((word, at) => (
          <label key={word} className={styles.step}>
            <input
              type="radio"
              name={id}
              id={at === 0 ? id : `${id}-${at + 1}`}
              checked={value === at + 1}
              disabled={disabled}
              onChange={() => {
                onChange(at + 1)
              }}
            />
            <b>{at + 1}</b>
            <span>{word}</span>
          </label>
        ))}
      </div>
      {error && <ValidationMessage id={`${id}-error`}>{error}</ValidationMessage>}
    </fieldset>
  )
}
