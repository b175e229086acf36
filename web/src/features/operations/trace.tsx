// The way of an idea through the services, in the viewer of traces where there is one.
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { LinkOut, Section, TextField, useBrand } from '../../ui'
import { ideaIn, traceOf } from './standing'

/** A link to the traces of the idea that an event is about. */
export function TraceLink({ ideaId }: { ideaId: string | null }) {
  const { t } = useLingui()
  const { traces } = useBrand()
  if (!traces || !ideaId) return null
  return <LinkOut href={traceOf(traces, ideaId)}>{t`Traces of the idea`}</LinkOut>
}

export function Traces() {
  const { t } = useLingui()
  const { traces } = useBrand()
  const [given, give] = useState('')
  if (!traces) return null
  const ideaId = ideaIn(given)
  return (
    <Section id="traces" title={t`The way of an idea`} aside={t`What each service did about it, and how long it took.`}>
      <TextField
        id="traced"
        label={t`Address of the idea`}
        hint={t`Copy it from the browser; the number in it is enough.`}
        value={given}
        error={given.trim() !== '' && ideaId === null ? t`Paste the whole address of the page of the idea.` : undefined}
        autoComplete="off"
        onChange={give}
      />
      <p role="status">
        <TraceLink ideaId={ideaId} />
      </p>
    </Section>
  )
}
