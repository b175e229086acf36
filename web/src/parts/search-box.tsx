// Words to look for; they are looked for when the form is sent, not while one types.
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui'
import styles from './search-box.module.css'

interface Props {
  words: string
  label: string
  change: (words: string | undefined) => void
}

export function SearchBox({ words, label, change }: Props) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(words)
  const [from, setFrom] = useState(words)
  if (from !== words) {
    setFrom(words)
    setTyped(words)
  }
  return (
    <form
      role="search"
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault()
        change(typed.trim() || undefined)
      }}
    >
      <label className="sr" htmlFor="search">
        {label}
      </label>
      <input
        id="search"
        type="text"
        className="ds-input"
        value={typed}
        maxLength={200}
        placeholder={label}
        onChange={(event) => {
          setTyped(event.target.value)
        }}
      />
      <Button type="submit" variant="secondary">
        {t`Search`}
      </Button>
    </form>
  )
}
