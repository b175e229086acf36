// When e-mail may come: quiet hours, and the hour of the daily digest.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { data, isRefusal, type NotifyHoursView, notifySetHours } from '../../api'
import {
  Button,
  CheckField,
  ErrorSummary,
  Loading,
  Note,
  RadioField,
  Section,
  TextField,
  Trouble,
  useMoments,
  type Wrong,
} from '../../ui'
import { hoursQuery } from './queries'
import styles from './settings.module.css'

interface Form {
  quiet: boolean
  starts: string
  ends: string
  digestAt: string
  digestOn: 'working-days' | 'every-day'
}

const FIELDS: Record<string, string> = {
  '/quiet/starts': 'starts',
  '/quiet/ends': 'ends',
  '/digest_at': 'digest-at',
}

const formOf = (hours: NotifyHoursView): Form => ({
  quiet: hours.quiet !== null && hours.quiet !== undefined,
  starts: hours.quiet?.starts ?? '19:00',
  ends: hours.quiet?.ends ?? '07:00',
  digestAt: hours.digest_at ?? '07:00',
  digestOn: hours.digest_on ?? 'working-days',
})

const bodyOf = ({ quiet, starts, ends, digestAt, digestOn }: Form) => ({
  quiet: quiet ? { starts, ends } : null,
  digest_at: digestAt,
  digest_on: digestOn,
})

function Now({ hours }: { hours: NotifyHoursView }) {
  const moments = useMoments()
  const digest = moments.time(hours.next_digest_at)
  const until = hours.quiet_until ? moments.time(hours.quiet_until) : null
  return (
    <p className={styles.now}>
      {until && (
        <>
          <Trans>E-mail is held until {until}.</Trans>{' '}
        </>
      )}
      <Trans>The next digest comes on {digest}, if there is something in it.</Trans>
    </p>
  )
}

interface EditProps {
  form: Form
  change: (wanted: Partial<Form>) => void
  of: (field: string) => string | undefined
}

function Quiet({ form, change, of }: EditProps) {
  const { t } = useLingui()
  return (
    <>
      <CheckField
        id="quiet"
        label={t`Hold e-mail in quiet hours`}
        hint={t`The inbox goes on. What a period set by law depends on comes in any case.`}
        checked={form.quiet}
        onChange={(quiet) => {
          change({ quiet })
        }}
      />
      {form.quiet && (
        <div className={styles.pair}>
          <TextField
            id="starts"
            type="time"
            label={t`They begin at`}
            value={form.starts}
            error={of('starts')}
            onChange={(starts) => {
              change({ starts })
            }}
          />
          <TextField
            id="ends"
            type="time"
            label={t`They end at`}
            value={form.ends}
            error={of('ends')}
            onChange={(ends) => {
              change({ ends })
            }}
          />
        </div>
      )}
    </>
  )
}

function Digest({ form, change, of }: EditProps) {
  const { t } = useLingui()
  return (
    <div className={styles.pair}>
      <TextField
        id="digest-at"
        type="time"
        label={t`The digest comes at`}
        value={form.digestAt}
        error={of('digest-at')}
        onChange={(digestAt) => {
          change({ digestAt })
        }}
      />
      <RadioField<Form['digestOn']>
        id="digest-on"
        label={t`The digest comes`}
        value={form.digestOn}
        options={[
          { value: 'working-days', label: t`on working days` },
          { value: 'every-day', label: t`every day` },
        ]}
        onChange={(digestOn) => {
          change({ digestOn })
        }}
      />
    </div>
  )
}

function Edit({ hours }: { hours: NotifyHoursView }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [form, setForm] = useState(() => formOf(hours))
  const saving = useMutation({
    mutationFn: () => data(notifySetHours({ body: bodyOf(form) })),
    onSuccess: (saved) => {
      queries.setQueryData(hoursQuery.queryKey, saved)
    },
  })
  const faults = isRefusal(saving.error) ? saving.error.faults : []
  const wrong: Wrong[] = faults.map(({ pointer, message }) => ({ field: FIELDS[pointer] ?? '', message }))
  const of = (field: string) => wrong.find((each) => each.field === field)?.message
  const change = (wanted: Partial<Form>) => {
    saving.reset()
    setForm((before) => ({ ...before, ...wanted }))
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        saving.mutate()
      }}
    >
      <ErrorSummary errors={wrong} />
      <Quiet form={form} change={change} of={of} />
      <Digest form={form} change={change} of={of} />
      {saving.error && wrong.length === 0 && <Trouble error={saving.error} />}
      {saving.isSuccess && <Note kind="success" live title={t`Saved`} />}
      <Button type="submit" working={saving.isPending}>
        {t`Save the hours`}
      </Button>
    </form>
  )
}

export function Hours() {
  const { t } = useLingui()
  const hours = useQuery(hoursQuery)
  return (
    <Section id="hours" title={t`When e-mail may come`}>
      {hours.isPending && <Loading lines={5} />}
      {hours.error && <Trouble error={hours.error} onRetry={() => void hours.refetch()} />}
      {hours.data && (
        <>
          <Now hours={hours.data} />
          <Edit hours={hours.data} />
        </>
      )}
    </Section>
  )
}
