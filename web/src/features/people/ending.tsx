// The end of a function, a mandate or a body: the first day without it, and what follows from it.
import { useLingui } from '@lingui/react/macro'
import { useKept } from '../../api'
import { faultsOf, useActingOn } from '../../parts'
import { Form, Note, type Wrong } from '../../ui'
import { DayField, EvidenceField } from './fields'

export interface End {
  starts_on: string | null
  evidence: string
}

interface Props {
  /** What ends: names what is typed on this device. */
  what: string
  label: string
  verb: string
  /** What follows from it. */
  follows?: string
  /** Whether a record has to say so. */
  recorded?: boolean
  send: (end: End) => Promise<unknown>
  close: (elsewhere?: boolean) => void
}

const NOTHING = { day: '', evidence: '' }

export function EndForm({ what, label, verb, follows, recorded = false, send, close }: Props) {
  const { t } = useLingui()
  const { form, change, done } = useKept(`people/end/${what}`, NOTHING)
  const { day, evidence } = form
  const ending = useActingOn(
    'people',
    async () => {
      await send({ starts_on: day || null, evidence: evidence.trim() })
      await done()
    },
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
        void done()
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
          <DayField id="end" label={t`First day without it`} value={day} error={of('end')} onChange={(given) => { change({ day: given }) }} />
          {recorded && <EvidenceField value={evidence} error={of('evidence')} onChange={(given) => { change({ evidence: given }) }} />}
        </>
      )}
    </Form>
  )
}
