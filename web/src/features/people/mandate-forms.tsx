// A mandate that is granted, changed or ended: each with the record that says so.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import {
  data,
  type Got,
  peopleChangeMandate,
  peopleEndMandate,
  peopleGrantMandate,
  type PeopleMandateRecord,
  type PeopleMandateView,
  useKept,
} from '../../api'
import { Conflict, faultsOf, PersonField, useActingOn } from '../../parts'
import { Form, Loading, SelectField, TextField, Trouble, useMoments, type Wrong } from '../../ui'
import { EndForm } from './ending'
import { DayField, EvidenceField } from './fields'
import styles from './people.module.css'
import { mandateQuery } from './queries'
import { SEAT, SEATS } from './words'

type Seat = PeopleMandateView['role']
type Close = (elsewhere?: boolean) => void

interface Typed {
  person: string
  role: Seat | ''
  from: string
  through: string
  rank: string
  evidence: string
  /** The version that a change was written on. */
  seen: string
}

const NONE: Typed = { person: '', role: '', from: '', through: '', rank: '', evidence: '', seen: '' }
const FIELDS = {
  '/person_id': 'mandate-person',
  '/role': 'mandate-role',
  '/starts_on': 'mandate-from',
  '/role_from': 'mandate-from',
  '/ends_on': 'mandate-through',
  '/rank': 'mandate-rank',
  '/evidence': 'evidence',
}

interface FieldsProps {
  form: Typed
  change: (wanted: Partial<Typed>) => void
  of: (field: string) => string | undefined
}

function Fields({ form, change, of }: FieldsProps) {
  const { t, i18n } = useLingui()
  return (
    <>
      <SelectField<Seat | ''>
        id="mandate-role"
        label={t`Mandate`}
        value={form.role}
        options={[{ value: '', label: t`Choose` }, ...SEATS.map((value) => ({ value, label: i18n._(SEAT[value]) }))]}
        error={of('mandate-role')}
        onChange={(role) => {
          change({ role })
        }}
      />
      <div className={styles.pair}>
        <DayField
          id="mandate-from"
          label={t`From`}
          value={form.from}
          error={of('mandate-from')}
          onChange={(from) => {
            change({ from })
          }}
        />
        <DayField
          id="mandate-through"
          label={t`Last day`}
          empty={t`Left empty: open.`}
          value={form.through}
          error={of('mandate-through')}
          onChange={(through) => {
            change({ through })
          }}
        />
      </div>
      {form.role === 'substitute' && (
        <TextField
          id="mandate-rank"
          type="number"
          min={1}
          label={t`Place in the order of substitutes`}
          hint={t`1 is called first.`}
          value={form.rank}
          error={of('mandate-rank')}
          onChange={(rank) => {
            change({ rank })
          }}
        />
      )}
      <EvidenceField
        value={form.evidence}
        error={of('evidence')}
        onChange={(evidence) => {
          change({ evidence })
        }}
      />
    </>
  )
}

function useMissing(form: Typed, needs: readonly (keyof Typed)[]): Wrong[] {
  const { t } = useLingui()
  const words: Partial<Record<keyof Typed, string>> = {
    person: t`Choose who gets the mandate`,
    role: t`Choose the mandate`,
    evidence: t`Name the record that says so`,
  }
  return needs.flatMap((each) => (form[each].trim() ? [] : [{ field: each === 'evidence' ? each : `mandate-${each}`, message: words[each] ?? '' }]))
}

const rankOf = (form: Typed) => (form.role === 'substitute' && form.rank ? Number(form.rank) : null)

export function GrantMandate({ bodyId, close }: { bodyId: string; close: Close }) {
  const { t } = useLingui()
  const { form, change, once, done } = useKept(`people/body/${bodyId}/mandate`, NONE)
  const missing = useMissing(form, ['person', 'role', 'evidence'])
  const granting = useActingOn(
    'people',
    async () => {
      if (!form.role) return
      const body = {
        person_id: form.person,
        role: form.role,
        starts_on: form.from || null,
        ends_on: form.through || null,
        rank: rankOf(form),
        evidence: form.evidence.trim(),
      }
      await data(peopleGrantMandate({ path: { body_id: bodyId }, body, headers: once }))
      await done()
    },
    close,
  )
  return (
    <Form
      label={t`New mandate`}
      verb={t`Grant the mandate`}
      working={granting.isPending}
      error={granting.error}
      missing={missing}
      told={faultsOf(granting.error, FIELDS)}
      onSend={() => {
        granting.mutate()
      }}
      onLeave={() => {
        void done()
        close()
      }}
    >
      {(of) => (
        <>
          <PersonField
            id="mandate-person"
            label={t`Who`}
            value={form.person}
            error={of('mandate-person')}
            onChange={(person) => {
              change({ person })
            }}
          />
          <Fields form={form} change={change} of={of} />
        </>
      )}
    </Form>
  )
}

function typedOf({ data: was, etag }: Got<PeopleMandateRecord>): Typed {
  return { ...NONE, role: was.role, through: was.ends_on ?? '', rank: was.rank ? String(was.rank) : '', seen: etag }
}

/** What two versions of a mandate say, in words. */
function useCompared(mine: Typed, theirs: Typed) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const words = ({ role, through, rank }: Typed) => [role && i18n._(SEAT[role]), through && moments.day(through), rank]
  const [here, there] = [words(mine), words(theirs)]
  const labels = [t`Mandate`, t`Last day`, t`Place in the order of substitutes`]
  return labels.map((label, at) => ({ label, mine: here[at], theirs: there[at] }))
}

function Changing({ mandate, close }: { mandate: Got<PeopleMandateRecord>; close: Close }) {
  const { t } = useLingui()
  const was = mandate.data
  const { form, change, done } = useKept(`people/mandate/${was.mandate_id}`, typedOf(mandate))
  const compared = useCompared(form, typedOf(mandate))
  const missing = useMissing(form, ['role', 'evidence'])
  const changing = useActingOn(
    'people',
    async () => {
      if (!form.role) return
      await data(
        peopleChangeMandate({
          path: { body_id: was.body_id, mandate_id: was.mandate_id },
          body: {
            role: form.role,
            role_from: form.from || null,
            ends_on: form.through || null,
            rank: rankOf(form),
            evidence: form.evidence.trim(),
          },
          headers: { 'If-Match': form.seen },
        }),
      )
      await done()
    },
    () => {
      close(true)
    },
  )
  return (
    <Form
      label={t`Change of the mandate`}
      verb={t`Save the change`}
      working={changing.isPending}
      error={changing.error}
      missing={missing}
      told={faultsOf(changing.error, FIELDS)}
      instead={
        form.seen !== mandate.etag && (
          <Conflict
            compared={compared}
            keep={() => {
              change({ seen: mandate.etag })
              changing.reset()
            }}
            take={() => {
              change(typedOf(mandate))
              changing.reset()
            }}
          />
        )
      }
      onSend={() => {
        changing.mutate()
      }}
      onLeave={() => {
        void done()
        close()
      }}
    >
      {(of) => (
        <>
          <p>{t`With another mandate the present one ends the day before.`}</p>
          <Fields form={form} change={change} of={of} />
        </>
      )}
    </Form>
  )
}

/** Which mandate it is. */
type Which = Pick<PeopleMandateView, 'body_id' | 'mandate_id'>

/** The mandate as it is now, with its version, before it is changed. */
function useRecord(mandate: Which) {
  return useQuery(mandateQuery(mandate.body_id, mandate.mandate_id))
}

export function ChangeMandate({ mandate, close }: { mandate: PeopleMandateView; close: Close }) {
  const record = useRecord(mandate)
  if (record.isPending) return <Loading />
  if (record.error) return <Trouble error={record.error} onRetry={() => void record.refetch()} />
  return <Changing mandate={record.data} close={close} />
}

export function EndMandate({ mandate, close }: { mandate: Which; close: Close }) {
  const { t } = useLingui()
  const record = useRecord(mandate)
  if (record.isPending) return <Loading />
  if (record.error) return <Trouble error={record.error} onRetry={() => void record.refetch()} />
  const { etag } = record.data
  return (
    <EndForm
      what={mandate.mandate_id}
      label={t`End of the mandate`}
      verb={t`End the mandate`}
      follows={t`With the mandate every room of the body’s cases closes to this person. What they did stays theirs.`}
      recorded
      send={(body) =>
        data(
          peopleEndMandate({
            path: { body_id: mandate.body_id, mandate_id: mandate.mandate_id },
            body,
            headers: { 'If-Match': etag },
          }),
        )
      }
      close={close}
    />
  )
}
