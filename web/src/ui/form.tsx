// A form that opens where it is needed: what is typed is kept on this device, errors stand at their fields and on top.
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from './button'
import { ErrorSummary, type Wrong } from './error-summary'
import styles from './form.module.css'
import { Trouble } from './trouble'

interface Props {
  /** Names the form to those who cannot see where it stands. */
  label: string
  verb: string
  working: boolean
  error: unknown
  /** What is missing now; shown once somebody tried to send. */
  missing: Wrong[]
  /** What the service found. */
  told: Wrong[]
  onSend: () => void
  onLeave: () => void
  children: (of: (field: string) => string | undefined) => ReactNode
  /** Instead of the general trouble, for a refusal that has an answer of its own. */
  instead?: ReactNode
}

export function Form({ label, verb, working, error, missing, told, onSend, onLeave, children, instead }: Props) {
  const { t } = useLingui()
  const form = useRef<HTMLFormElement>(null)
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [])
  const wrong = asked > 0 ? [...missing, ...told] : []
  return (
    <form
      ref={form}
      noValidate
      aria-label={label}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(asked + 1)
        if (missing.length === 0) onSend()
      }}
    >
      {wrong.length > 0 && <ErrorSummary key={asked} errors={wrong} />}
      {instead ?? (Boolean(error) && told.length === 0 && <Trouble error={error} />)}
      {children((field) => wrong.find((each) => each.field === field)?.message)}
      <div className={styles.acts}>
        <Button type="submit" working={working}>
          {verb}
        </Button>
        <Button variant="secondary" onClick={onLeave}>
          {t`Leave it`}
        </Button>
      </div>
    </form>
  )
}

/** Closes the form; `elsewhere` when the act leaves no such button behind and the focus goes on at another place. */
export type Close = (elsewhere?: boolean) => void

interface OpenerProps {
  /** The words on the button that opens it. */
  verb: ReactNode
  /** What it is about, for those who only hear the button. */
  about?: string | undefined
  variant?: 'secondary' | 'tertiary'
  children: (close: Close) => ReactNode
}

/** A button that opens a form in its place and gets the focus back when the form is left. */
export function Opener({ verb, about, variant = 'secondary', children }: OpenerProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const [returning, setReturning] = useState(false)
  useEffect(() => {
    if (returning && !open) document.getElementById(id)?.focus()
  }, [returning, open, id])
  if (open)
    return (
      <div className={styles.opened}>
        {children((elsewhere = false) => {
          setOpen(false)
          setReturning(!elsewhere)
        })}
      </div>
    )
  return (
    <Button
      id={id}
      variant={variant}
      data-size="sm"
      onClick={() => {
        setOpen(true)
      }}
    >
      {verb}
      {about && <span className="sr">: {about}</span>}
    </Button>
  )
}
