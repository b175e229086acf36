// Colleagues by the beginning of a name that is being typed.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { unitsQuery, useMe } from '../../api'
import type { Named } from '../../parts'
import { colleaguesQuery } from './queries'
import { useSettled } from './settled'

const LETTERS = 2

/** Whom one may mean, each with the unit; nobody before there are two letters. */
export function useColleagues(typed: string | null): Named[] {
  const { i18n } = useLingui()
  const me = useMe()
  const words = typed !== null && typed.length >= LETTERS ? typed : ''
  const settled = useSettled(words)
  const units = useQuery(unitsQuery).data
  const asked = useQuery({ ...colleaguesQuery(settled), enabled: settled !== '' })
  if (!words || !settled) return []
  return (asked.data ?? [])
    .filter((each) => each.person_id !== me.person_id)
    .map(({ person_id: id, display_name: name, unit_id }) => ({
      id,
      name,
      beside: units?.find((each) => each.unit_id === unit_id)?.names[i18n.locale],
    }))
}
