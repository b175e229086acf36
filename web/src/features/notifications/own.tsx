// In which language one is written to, and in which time zone one's day lies: one's own, on every device.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { data, meQuery, peopleChoose, useMe } from '../../api'
import { Button, LANGUAGES, type Locale, LOCALES, Note, Section, SelectField, Trouble } from '../../ui'
import { hoursQuery } from './queries'
import styles from './settings.module.css'

export function Own() {
  const { t } = useLingui()
  const me = useMe()
  const queries = useQueryClient()
  const [locale, setLocale] = useState<Locale>(me.locale)
  const [zone, setZone] = useState(me.time_zone ?? '')
  const saving = useMutation({
    mutationFn: () => data(peopleChoose({ path: { person_id: me.person_id }, body: { locale, time_zone: zone || null } })),
    onSuccess: (saved) => {
      queries.setQueryData(meQuery.queryKey, saved)
      return queries.invalidateQueries({ queryKey: hoursQuery.queryKey })
    },
  })
  return (
    <Section id="own" title={t`Your language and time zone`}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate()
        }}
      >
        <SelectField<Locale>
          id="locale"
          label={t`Language of your e-mails`}
          hint={t`The language of the pages is chosen above, for each device.`}
          value={locale}
          options={LOCALES.map((value) => ({ value, label: LANGUAGES[value] }))}
          onChange={(chosen) => {
            saving.reset()
            setLocale(chosen)
          }}
        />
        <SelectField<string>
          id="zone"
          label={t`Time zone`}
          hint={t`Quiet hours and the digest follow it. Legal periods always follow the seat.`}
          value={zone}
          options={[
            { value: '', label: t`That of your seat` },
            ...Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') })),
          ]}
          onChange={(chosen) => {
            saving.reset()
            setZone(chosen)
          }}
        />
        {saving.error && <Trouble error={saving.error} />}
        {saving.isSuccess && <Note kind="success" live title={t`Saved`} />}
        <Button type="submit" working={saving.isPending}>
          {t`Save language and time zone`}
        </Button>
      </form>
    </Section>
  )
}
