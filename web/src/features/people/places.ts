// Countries and their parts in the reader's language, by their ISO 3166 codes.
import { useLingui } from '@lingui/react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { PeopleCalendarView } from '../../api'
import { placesQuery } from './queries'

// how the administration's own are called where HR has no name for them
const OURS = 'parley-'

export interface Places {
  /** "Germany" of DE; "Germany, BY" of DE and BY. */
  named: (country: string, subdivision?: string | null) => string
  /** A calendar by its place, and by the name that HR gave it where there is one. */
  calendar: (calendar: PeopleCalendarView) => string
  countries: string[]
  partsOf: (country: string) => string[]
}

export function usePlaces(): Places {
  const { i18n } = useLingui()
  const known = useQuery(placesQuery).data
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.locale], { type: 'region' })
    const named = (country: string, subdivision?: string | null) =>
      [names.of(country) ?? country, subdivision].filter(Boolean).join(', ')
    const countries = (known ?? []).map((each) => each.country)
    return {
      named,
      calendar: ({ country, subdivision, external_id: name }) =>
        [named(country, subdivision), name.startsWith(OURS) ? '' : `(${name})`].filter(Boolean).join(' '),
      countries: countries.toSorted((one, other) => named(one).localeCompare(named(other), i18n.locale)),
      partsOf: (country) => known?.find((each) => each.country === country)?.subdivisions ?? [],
    }
  }, [i18n.locale, known])
}
