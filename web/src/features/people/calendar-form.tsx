// A calendar: its place, its days off, and whether closure days count; an agreement of both sides may say that they do not.
import { useLingui } from '@lingui/react/macro'
import { call, type Got, peopleChangeCalendar, peopleCreateCalendar, type PeopleCalendarInUse, useKept } from '../../api'
import { Conflict, faultsOf, useActingOn } from '../../parts'
import { CheckField, Form, RadioField, SelectField, TextField, useBrand, useMoments, type Wrong } from '../../ui'
import { agreementOf, type AgreementTyped, NO_AGREEMENT } from './agreement'
import { DaysField } from './days-field'
import { DayField } from './fields'
import { usePlaces } from './places'

interface Typed {
  country: string
  part: string
  zone: string
  local: string[]
  closure: string[]
  /** Closure days do not count: both sides agreed so. */
  agreed: boolean
  agreement: AgreementTyped
  from: string
  /** The version that it was written on; none for a new calendar. */
  seen: string
}

const FIELDS = {
  '/country': 'calendar-country',
  '/subdivision': 'calendar-part',
  '/zone': 'calendar-zone',
  '/agreement': 'agreement-title',
  '/agreement/title': 'agreement-title',
  '/agreement/agreed_on': 'agreement-day',
  '/closure_days_count': 'calendar-agreed',
  '/effective_on': 'calendar-from',
}

function typedOf(got: Got<PeopleCalendarInUse> | undefined, zone: string): Typed {
  const days = { local: [], closure: [], agreed: false, agreement: NO_AGREEMENT, from: '' }
  const empty = { country: '', part: '', zone, ...days, seen: got?.etag ?? '' }
  if (!got) return empty
  const was = got.data
  return {
    ...empty,
    country: was.country,
    part: was.subdivision ?? '',
    zone: was.zone,
    local: was.local_holidays,
    closure: was.closure_days,
    agreed: was.closure_days_agreement !== null,
    agreement: agreementOf(was.closure_days_agreement),
  }
}

function saidOf({ country, part, zone, local, closure, agreed, agreement }: Typed) {
  return {
    country,
    subdivision: part || null,
    zone: zone.trim(),
    local_holidays: local,
    closure_days: closure,
    closure_days_count: !agreed,
    agreement: agreed
      ? {
          title: agreement.title.trim(),
          agreed_on: agreement.day,
          form: agreement.form,
          reference: agreement.reference.trim() || null,
        }
      : null,
  }
}

function useMissing({ country, zone, agreed, agreement }: Typed): Wrong[] {
  const { t } = useLingui()
  const missing: Wrong[] = []
  if (!country) missing.push({ field: 'calendar-country', message: t`Choose the country` })
  if (!zone.trim()) missing.push({ field: 'calendar-zone', message: t`Name the time zone` })
  if (agreed && !agreement.title.trim()) missing.push({ field: 'agreement-title', message: t`Name the agreement on closure days` })
  if (agreed && !agreement.day) missing.push({ field: 'agreement-day', message: t`Say when it was agreed` })
  return missing
}

interface PartProps {
  form: Typed
  change: (wanted: Partial<Typed>) => void
  of: (field: string) => string | undefined
}

function Place({ form, change, of }: PartProps) {
  const { t } = useLingui()
  const places = usePlaces()
  const parts = places.partsOf(form.country)
  return (
    <>
      <SelectField<string>
        id="calendar-country"
        label={t`Country`}
        value={form.country}
        options={[
          { value: '', label: t`Choose` },
          ...places.countries.map((value) => ({ value, label: places.named(value) })),
        ]}
        error={of('calendar-country')}
        onChange={(country) => {
          change({ country, part: '' })
        }}
      />
      {parts.length > 0 && (
        <SelectField<string>
          id="calendar-part"
          label={t`Part of the country`}
          hint={t`Where it has no holidays of its own, leave it out.`}
          value={form.part}
          options={[{ value: '', label: t`The whole country` }, ...parts.map((value) => ({ value, label: value }))]}
          error={of('calendar-part')}
          onChange={(part) => {
            change({ part })
          }}
        />
      )}
      <TextField
        id="calendar-zone"
        label={t`Time zone`}
        hint={t`As in Europe/Berlin. A day ends by it.`}
        value={form.zone}
        error={of('calendar-zone')}
        onChange={(zone) => {
          change({ zone })
        }}
      />
    </>
  )
}

function Agreed({ form, change, of }: PartProps) {
  const { t } = useLingui()
  const { agreement } = form
  const more = (wanted: Partial<AgreementTyped>) => {
    change({ agreement: { ...agreement, ...wanted } })
  }
  return (
    <>
      <CheckField
        id="calendar-agreed"
        label={t`Closure days do not count in periods`}
        hint={t`Only by an agreement of both sides in writing. Without one they count as any other day.`}
        checked={form.agreed}
        onChange={(agreed) => {
          change({ agreed })
        }}
      />
      {form.agreed && (
        <>
          <TextField
            id="agreement-title"
            label={t`Agreement`}
            value={agreement.title}
            most={200}
            error={of('agreement-title')}
            onChange={(title) => {
              more({ title })
            }}
          />
          <DayField
            id="agreement-day"
            label={t`Agreed on`}
            empty={t`The day of the last signature.`}
            value={agreement.day}
            error={of('agreement-day')}
            onChange={(day) => {
              more({ day })
            }}
          />
          <RadioField<AgreementTyped['form']>
            id="agreement-form"
            label={t`Form`}
            value={agreement.form}
            options={[
              { value: 'written', label: t`Written` },
              { value: 'electronic', label: t`Electronic` },
            ]}
            onChange={(formChosen) => {
              more({ form: formChosen })
            }}
          />
          <TextField
            id="agreement-reference"
            label={t`Where it is filed (may be left empty)`}
            value={agreement.reference}
            most={200}
            onChange={(reference) => {
              more({ reference })
            }}
          />
        </>
      )}
    </>
  )
}

/** What two versions of a calendar say, in words. */
function useCompared(mine: Typed, theirs: Typed) {
  const { t } = useLingui()
  const moments = useMoments()
  const places = usePlaces()
  const days = (each: string[]) => each.toSorted().map(moments.day).join('; ')
  const words = ({ country, part, zone, local, closure, agreed, agreement }: Typed) => [
    country && places.named(country, part),
    zone,
    days(local),
    days(closure),
    agreed ? [agreement.title, agreement.day && moments.day(agreement.day), agreement.reference].filter(Boolean).join(', ') : '',
  ]
  const [here, there] = [words(mine), words(theirs)]
  return [t`Place`, t`Time zone`, t`Holidays of the place`, t`Closure days`, t`Agreement`].map((label, at) => ({ label, mine: here[at], theirs: there[at] }))
}

interface Props {
  /** The calendar that is changed, with its version; a new one when not given. */
  calendar?: Got<PeopleCalendarInUse>
  close: () => void
  then?: (calendarId: string) => void
}

export function CalendarForm({ calendar, close, then }: Props) {
  const { t } = useLingui()
  const { zone } = useBrand()
  const was = calendar?.data
  const { form, change, once, done } = useKept(`people/calendar/${was?.calendar_id ?? 'new'}`, typedOf(calendar, zone))
  const missing = useMissing(form)
  const saving = useActingOn('people', async () => {
    const made = calendar
      ? await call(
          peopleChangeCalendar({
            path: { calendar_id: calendar.data.calendar_id },
            body: { ...saidOf(form), effective_on: form.from || null },
            headers: { 'If-Match': form.seen },
          }),
        )
      : await call(peopleCreateCalendar({ body: saidOf(form), headers: once }))
    await done()
    close()
    then?.(made.data.calendar_id)
  })
  const compared = useCompared(form, typedOf(calendar, zone))
  const moved = calendar !== undefined && form.seen !== calendar.etag
  return (
    <Form
      label={calendar ? t`Change the calendar` : t`New calendar`}
      verb={calendar ? t`Save the change` : t`Make the calendar`}
      working={saving.isPending}
      error={saving.error}
      missing={missing}
      told={faultsOf(saving.error, FIELDS)}
      instead={
        moved && (
          <Conflict
            compared={compared}
            keep={() => {
              change({ seen: calendar.etag })
              saving.reset()
            }}
            take={() => {
              change(typedOf(calendar, zone))
              saving.reset()
            }}
          />
        )
      }
      onSend={() => {
        saving.mutate()
      }}
      onLeave={() => {
        void done()
        close()
      }}
    >
      {(of) => (
        <>
          <Place form={form} change={change} of={of} />
          <DaysField
            id="calendar-local"
            legend={t`Holidays of the place`}
            hint={t`The municipality’s own; statutory ones come by themselves.`}
            days={form.local}
            error={of('calendar-local')}
            onChange={(local) => {
              change({ local })
            }}
          />
          <DaysField
            id="calendar-closure"
            legend={t`Closure days`}
            hint={t`Days on which the employer closes.`}
            days={form.closure}
            error={of('calendar-closure')}
            onChange={(closure) => {
              change({ closure })
            }}
          />
          <Agreed form={form} change={change} of={of} />
          {calendar && (
            <DayField
              id="calendar-from"
              label={t`From when`}
              value={form.from}
              error={of('calendar-from')}
              onChange={(from) => {
                change({ from })
              }}
            />
          )}
        </>
      )}
    </Form>
  )
}
