// Acts on one event that lies aside: done at once, or, what cannot be taken back, with a reason that is kept.
import { useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { faultsOf, useActingOn } from '../../parts'
import { Button, Dialog, TextField, Trouble } from '../../ui'

const MOST = 300 // characters of a reason

interface Props {
  name: string
  label: string
  run: () => Promise<unknown>
}

export function Act({ name, label, run }: Props) {
  const doing = useActingOn('operations', run)
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        working={doing.isPending}
        aria-label={label}
        onClick={() => {
          doing.mutate()
        }}
      >
        {name}
      </Button>
      {doing.error && <Trouble error={doing.error} />}
    </>
  )
}

interface GiveUpProps {
  label: string
  /** What becomes of it, and of what waits behind it. */
  effect: string
  run: (why: string) => Promise<unknown>
}

export function GiveUp({ label, effect, run }: GiveUpProps) {
  const { t } = useLingui()
  const form = useId()
  const [asking, ask] = useState(false)
  const [why, say] = useState('')
  const [tried, attempt] = useState(false)
  const stop = () => {
    ask(false)
  }
  const doing = useActingOn('operations', () => run(why.trim()), stop)
  const told = faultsOf(doing.error, {})
  const missing = tried && why.trim() === '' ? t`Say in a few words why, for those who ask later.` : told[0]?.message
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        aria-label={label}
        onClick={() => {
          attempt(false)
          ask(true)
        }}
      >
        {t`Give up`}
      </Button>
      {asking && (
        <Dialog
          open
          onClose={stop}
          title={t`Give this event up?`}
          actions={
            <>
              <Button type="submit" form={form} data-color="danger" working={doing.isPending}>
                {t`Give it up`}
              </Button>
              <Button variant="secondary" onClick={stop}>
                {t`Keep it`}
              </Button>
            </>
          }
        >
          <p>{effect}</p>
          <form
            id={form}
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              attempt(true)
              if (why.trim() === '') document.getElementById(`${form}-why`)?.focus()
              else doing.mutate()
            }}
          >
            <TextField
              id={`${form}-why`}
              label={t`Why`}
              hint={t`It is kept with your name. Write nothing personal.`}
              value={why}
              most={MOST}
              error={missing}
              autoComplete="off"
              onChange={say}
            />
          </form>
          {doing.error && told.length === 0 && <Trouble error={doing.error} />}
        </Dialog>
      )}
    </>
  )
}
