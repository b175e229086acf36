// An act that needs a word of why: one text, kept while it is written.
import { useLingui } from '@lingui/react/macro'
import { type onceKey, useKept } from '../../api'
import { faultsOf, goOnAt } from '../../parts'
import { type Close, Form, Opener, TextField } from '../../ui'
import { useActing } from './acting'

type Once = ReturnType<typeof onceKey>

interface Props {
  /** Names the draft on this device, and the field on the page. */
  what: string
  verb: string
  about?: string
  label: string
  hint: string
  /** What is asked for when nothing is written. */
  needed: string
  /** Of the field in the service's answer. */
  pointer?: string
  variant?: 'secondary' | 'tertiary'
  /** Id of the thing that the act is about, where the reader goes on; the page when not given. */
  at?: string
  send: (text: string, once: Once) => Promise<unknown>
}

export function WithReason({ verb, about, variant, ...rest }: Props) {
  return (
    <Opener verb={verb} about={about} variant={variant ?? 'secondary'}>
      {(close) => <Reason verb={verb} {...rest} close={close} />}
    </Opener>
  )
}

function Reason({ what, verb, label, hint, needed, pointer = '/reason', at, send, close }: Props & { close: Close }) {
  const { t } = useLingui()
  const { form, change, once, done } = useKept(`implementation/${what}`, { text: '' })
  const field = what.replaceAll('/', '-')
  const acting = useActing(async () => {
    await send(form.text.trim(), once)
    await done()
  }, () => {
    close(true)
    goOnAt(at)
  })
  const told = faultsOf(acting.error, { [pointer]: field })
  return (
    <Form
      label={verb}
      verb={verb}
      working={acting.isPending}
      error={acting.error}
      missing={form.text.trim() ? [] : [{ field, message: needed }]}
      told={told}
      onSend={() => {
        acting.mutate()
      }}
      onLeave={() => {
        close()
      }}
    >
      {(of) => (
        <TextField
          id={field}
          label={label}
          hint={hint}
          rows={3}
          most={4000}
          value={form.text}
          error={form.text.length > 4000 ? t`Shorten the text by ${form.text.length - 4000} characters` : of(field)}
          onChange={(text) => {
            change({ text })
          }}
        />
      )}
    </Form>
  )
}
