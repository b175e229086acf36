// The end of a function, a mandate or a body: the first day without it, and what follows from it.
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { faultsOf, useActingOn } from '../../parts'
import { Form, Note, type Wrong } from '../../ui'
import { DayField, EvidenceField } from './fields'

export interface End {
  starts_on: string | null
  evidence: string
}

interface Props {
  label: string
  verb: string
  /** What follows from it. */
  follows?: string
  /** Whether a record has to say so. */
  recorded?: boolean
  send: (end: End) => Promise<unknown>
  close: (elsewhere?: boolean) => void
}

export function EndForm({ label, verb, follows, recorded = false, send, close }: Props) {
  const { t } = useLingui()
  const [day, setDay] = useState('')
  const [evidence, setEvidence] = useState('')
  const ending = useActingOn(
    'people',
    () => send({ starts_on: day || null, evidence: evidence.trim() }),
    () => {
      close(true)
    },
  )
  const missing: Wrong[] = recorded && !evidence.trim() ? [{ field: 'evidence', message: t`Name the record that says so` }] : []
  return (
    <Form
      label={label}
      verb={verb}
      working={ending.isPending}
      error={ending.error}
      missing={missing}
      told={faultsOf(ending.error, { '/starts_on': 'end', '/evidence': 'evidence' })}
      onSend={() => {
        ending.mutate()
      }}
      onLeave={() => {
        close()
      }}
    >
      {(of) => (
        <>
          {follows && (
            <Note kind="warning">
              <p>{follows}</p>
            </Note>
          )}
          <DayField id="end" label={t`First day without it`} value={day} error={of('end')} onChange={setDay} />
          {recorded && <EvidenceField value={evidence} error={of('evidence')} onChange={setEvidence} />}
        </>
      )}
    </Form>
  )
}
