// A function for somebody: which, for whom it counts, from when.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { data, peopleGrantRole, type Role, unitsQuery, useKept } from '../../api'
import { faultsOf, useActingOn, useNamed } from '../../parts'
import { Form, RadioField, SelectField, type Wrong } from '../../ui'
import { DayField } from './fields'
import { FUNCTIONS } from './search'
import { FUNCTION } from './words'

const FIRST: { role: Role | ''; unit: string; from: string } = { role: '', unit: '', from: '' }
const FIELDS = { '/role': 'function', '/unit_id': 'function-unit', '/starts_on': 'function-from' }

export function GrantForm({ personId, close }: { personId: string; close: () => void }) {
  const { t, i18n } = useLingui()
  const named = useNamed()
  const units = useQuery(unitsQuery)
  const { form, change, done } = useKept(`people/${personId}/function`, FIRST)
  const granting = useActingOn(
    'people',
    async () => {
      if (!form.role) return
      const body = { role: form.role, unit_id: form.unit || null, starts_on: form.from || null }
      await data(peopleGrantRole({ path: { person_id: personId }, body }))
      await done()
    },
    close,
  )
  const missing: Wrong[] = form.role ? [] : [{ field: 'function', message: t`Choose the function` }]
  return (
    <Form
      label={t`New function`}
      verb={t`Grant the function`}
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
          <RadioField<Role>
            id="function"
            label={t`Function`}
            value={form.role}
            options={FUNCTIONS.map((value) => ({
              value,
              label: i18n._(FUNCTION[value].label),
              hint: i18n._(FUNCTION[value].hint),
            }))}
            error={of('function')}
            onChange={(role) => {
              change({ role })
            }}
          />
          <SelectField<string>
            id="function-unit"
            label={t`For which unit`}
            hint={t`It counts for the units below it too.`}
            value={form.unit}
            options={[
              { value: '', label: t`Whole organisation` },
              ...(units.data ?? []).map((each) => ({ value: each.unit_id, label: named(each.names) })),
            ]}
            error={of('function-unit')}
            onChange={(unit) => {
              change({ unit })
            }}
          />
          <DayField
            id="function-from"
            label={t`From when`}
            value={form.from}
            error={of('function-from')}
            onChange={(from) => {
              change({ from })
            }}
          />
        </>
      )}
    </Form>
  )
}
