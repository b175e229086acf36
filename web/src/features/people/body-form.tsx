// A body: its names, what kind it is, whom it represents, by which regime it is consulted and by which calendar days count.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { call, type Got, peopleChangeBody, peopleCreateBody, type PeopleBodyView, unitsQuery, useKept } from '../../api'
import { Conflict, faultsOf, useActingOn, useNamed } from '../../parts'
import { CheckField, Form, SelectField, TextField, type Wrong } from '../../ui'
import { DayField } from './fields'
import styles from './people.module.css'
import { usePlaces } from './places'
import { calendarsQuery, regimesQuery } from './queries'
import { type BodyKind, KIND, KINDS, type Language, LANGUAGES, TONGUES } from './words'

interface Typed {
  names: Partial<Record<Language, string>>
  kind: BodyKind | ''
  units: string[]
  regime: string
  calendar: string
  from: string
  /** The version that it was written on; none for a new body. */
  seen: string
}

const FIELDS = {
  '/names': 'body-name-en',
  '/kind': 'body-kind',
  '/scope_unit_ids': 'body-units',
  '/regime': 'body-regime',
  '/calendar_id': 'body-calendar',
  '/effective_on': 'body-from',
}

function typedOf(got: Got<PeopleBodyView> | undefined): Typed {
  if (!got) return { names: {}, kind: '', units: [], regime: '', calendar: '', from: '', seen: '' }
  const { names, kind, scope_unit_ids: units, regime, calendar_id: calendar } = got.data
  return {
    names,
    kind: KINDS.find((each) => each === kind) ?? '',
    units,
    regime,
    calendar: calendar ?? '',
    from: '',
    seen: got.etag,
  }
}

function useMissing(form: Typed): Wrong[] {
  const { t } = useLingui()
  const missing: Wrong[] = []
  if (!Object.values(form.names).some((each) => each.trim()))
    missing.push({ field: 'body-name-en', message: t`Name the body in at least one language` })
  if (!form.kind) missing.push({ field: 'body-kind', message: t`Choose what kind of body it is` })
  if (form.units.length === 0) missing.push({ field: 'body-units', message: t`Choose at least one unit that it represents` })
  if (!form.regime) missing.push({ field: 'body-regime', message: t`Choose the regime by which it is consulted` })
  if (!form.calendar) missing.push({ field: 'body-calendar', message: t`Choose the calendar by which its days count` })
  return missing
}

/** Which units: a box for each, the tree as the organisation has it. */
function Scope({ chosen, error, onChange }: { chosen: string[]; error: string | undefined; onChange: (units: string[]) => void }) {
  const { t } = useLingui()
  const named = useNamed()
  const units = useQuery(unitsQuery).data ?? []
  return (
    <fieldset className={styles.group} id="body-units" tabIndex={-1} aria-describedby={error ? 'body-units-error' : undefined}>
      <legend>{t`Represents those who work in`}</legend>
      {error && <p id="body-units-error">{error}</p>}
      {units.map((each) => (
        <CheckField
          key={each.unit_id}
          id={`body-unit-${each.unit_id}`}
          label={named(each.names)}
          checked={chosen.includes(each.unit_id)}
          onChange={(checked) => {
            onChange(checked ? [...chosen, each.unit_id] : chosen.filter((one) => one !== each.unit_id))
          }}
        />
      ))}
    </fieldset>
  )
}

/** What two versions of a body say, in words. */
function useCompared(mine: Typed, theirs: Typed) {
  const { t, i18n } = useLingui()
  const named = useNamed()
  const places = usePlaces()
  const calendars = useQuery(calendarsQuery).data ?? []
  const regimes = useQuery(regimesQuery).data ?? []
  const units = useQuery(unitsQuery).data ?? []
  const words = (typed: Typed) => [
    TONGUES.map((each) => typed.names[each]?.trim()).filter(Boolean).join(' / '),
    typed.kind && i18n._(KIND[typed.kind]),
    units.filter((each) => typed.units.includes(each.unit_id)).map((each) => named(each.names)).join(', '),
    regimes.find((each) => each.key === typed.regime)?.name,
    calendars.filter((each) => each.calendar_id === typed.calendar).map(places.calendar).join(),
  ]
  const [here, there] = [words(mine), words(theirs)]
  const labels = [t`Name`, t`Kind`, t`Represents those who work in`, t`Regime`, t`Calendar`]
  return labels.map((label, at) => ({ label, mine: here[at], theirs: there[at] }))
}

interface Props {
  /** The body that is changed, with its version; a new one when not given. */
  body?: Got<PeopleBodyView>
  close: () => void
  then?: (bodyId: string) => void
}

export function BodyForm({ body, close, then }: Props) {
  const { t, i18n } = useLingui()
  const calendars = useQuery(calendarsQuery).data ?? []
  const places = usePlaces()
  const regimes = useQuery(regimesQuery).data ?? []
  const was = body?.data
  const { form, change, once, done } = useKept(`people/body/${was?.body_id ?? 'new'}`, typedOf(body))
  const missing = useMissing(form)
  const saving = useActingOn('people', async () => {
    if (!form.kind) return
    const names = Object.fromEntries(Object.entries(form.names).flatMap(([tongue, name]) => (name.trim() ? [[tongue, name.trim()]] : [])))
    const said = { names, kind: form.kind, scope_unit_ids: form.units, regime: form.regime, calendar_id: form.calendar }
    const made = body
      ? await call(
          peopleChangeBody({
            path: { body_id: body.data.body_id },
            body: { ...said, effective_on: form.from || null },
            headers: { 'If-Match': form.seen },
          }),
        )
      : await call(peopleCreateBody({ body: said, headers: once }))
    await done()
    close()
    then?.(made.data.body_id)
  })
  const compared = useCompared(form, typedOf(body))
  const moved = body !== undefined && form.seen !== body.etag
  return (
    <Form
      label={body ? t`Change the body` : t`New body`}
      verb={body ? t`Save the change` : t`Form the body`}
      working={saving.isPending}
      error={saving.error}
      missing={missing}
      told={faultsOf(saving.error, FIELDS)}
      instead={
        moved && (
          <Conflict
            compared={compared}
            keep={() => {
              change({ seen: body.etag })
              saving.reset()
            }}
            take={() => {
              change(typedOf(body))
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
          <div className={styles.pair}>
            {TONGUES.map((each) => {
              const tongue = i18n._(LANGUAGES[each])
              return (
                <TextField
                  key={each}
                  id={`body-name-${each}`}
                  label={t`Name in ${tongue}`}
                  lang={each}
                  value={form.names[each] ?? ''}
                  most={200}
                  error={each === 'en' ? of('body-name-en') : undefined}
                  onChange={(name) => {
                    change({ names: { ...form.names, [each]: name } })
                  }}
                />
              )
            })}
          </div>
          <SelectField<BodyKind | ''>
            id="body-kind"
            label={t`Kind`}
            value={form.kind}
            options={[{ value: '', label: t`Choose` }, ...KINDS.map((value) => ({ value, label: i18n._(KIND[value]) }))]}
            error={of('body-kind')}
            onChange={(kind) => {
              change({ kind })
            }}
          />
          <Scope
            chosen={form.units}
            error={of('body-units')}
            onChange={(units) => {
              change({ units })
            }}
          />
          <SelectField<string>
            id="body-regime"
            label={t`Regime`}
            hint={t`Which periods run and what silence means. Cases that are open keep theirs.`}
            value={form.regime}
            options={[{ value: '', label: t`Choose` }, ...regimes.map((each) => ({ value: each.key, label: each.name }))]}
            error={of('body-regime')}
            onChange={(regime) => {
              change({ regime })
            }}
          />
          <SelectField<string>
            id="body-calendar"
            label={t`Calendar`}
            value={form.calendar}
            options={[
              { value: '', label: t`Choose` },
              ...calendars.map((each) => ({ value: each.calendar_id, label: places.calendar(each) })),
            ]}
            error={of('body-calendar')}
            onChange={(calendar) => {
              change({ calendar })
            }}
          />
          {body && (
            <DayField
              id="body-from"
              label={t`From when`}
              value={form.from}
              error={of('body-from')}
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
