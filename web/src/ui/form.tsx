// Forms, one that opens where it is needed and one that stands on its page: errors stand at their fields and on top.
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react'
import { Button } from './button'
import { ErrorSummary, type Wrong } from './error-summary'
import styles from './form.module.css'
import { Trouble } from './trouble'

interface Sent {
  verb?: ReactNode
  working?: boolean
  error?: unknown
  /** What is missing now; shown once somebody tried to send. */
  missing: readonly Wrong[]
  /** What the service found. */
  told?: readonly Wrong[]
  onSend: () => void
  children: (of: (field: string) => string | undefined) => ReactNode
  /** Instead of the general trouble, for a refusal that has an answer of its own. */
  instead?: ReactNode
}

interface FrameProps extends Omit<Sent, 'verb' | 'working'> {
  ref?: Ref<HTMLFormElement>
  label?: string | undefined
  className: string | undefined
  acts: ReactNode
}

function Frame({ ref, label, className, error, missing, told = [], onSend, children, instead, acts }: FrameProps) {
  const [asked, setAsked] = useState(0)
  const wrong = asked > 0 ? [...missing, ...told] : []
  return (
    <form
      ref={ref}
      noValidate
      aria-label={label}
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(asked + 1)
        if (missing.length === 0) onSend()
      }}
    >
      {wrong.length > 0 && <ErrorSummary key={asked} errors={wrong} />}
      {instead}
      {!instead && Boolean(error) && told.length === 0 && <Trouble error={error} />}
      {children((field) => wrong.find((each) => each.field === field)?.message)}
      {acts}
    </form>
  )
}

interface Props extends Sent {
  /** Names the form to those who cannot see where it stands. */
  label: string
  onLeave: () => void
}

export function Form({ verb, working = false, onLeave, ...sent }: Props) {
  const { t } = useLingui()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [])
  return (
    <Frame
      {...sent}
      ref={form}
      className={styles.form}
      acts={
        <div className={styles.acts}>
          <Button type="submit" working={working}>
            {verb}
          </Button>
          <Button variant="secondary" onClick={onLeave}>
            {t`Leave it`}
          </Button>
        </div>
      }
    />
  )
}

/** A form that is a part of its page: it stands there from the beginning and takes no focus. Without a verb nothing can be sent. */
export function Standing({ verb, working = false, ...sent }: Sent) {
  const button = (
    <Button type="submit" working={working}>
      {verb}
    </Button>
  )
  return <Frame {...sent} className={styles.standing} acts={verb === undefined ? null : button} />
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
