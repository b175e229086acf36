// The pages of people and rules, above each of them: one goes from any to any other.
import { useLingui } from '@lingui/react/macro'
import { hasRole, useMe } from '../api'
import { PlainLink, Subpages } from '../ui'

export function PeoplePages() {
  const { t } = useLingui()
  const administers = hasRole(useMe(), 'administrator')
  const current = { 'aria-current': 'page' } as const
  const whole = { exact: true, includeSearch: false }
  const below = { exact: false, includeSearch: false }
  return (
    <Subpages label={t`People and rules`}>
      <PlainLink to="/people" activeOptions={whole} activeProps={current}>{t`People`}</PlainLink>
      <PlainLink to="/people/units" activeOptions={whole} activeProps={current}>{t`Units`}</PlainLink>
      <PlainLink to="/people/bodies" activeOptions={below} activeProps={current}>{t`Representative bodies`}</PlainLink>
      <PlainLink to="/people/calendars" activeOptions={below} activeProps={current}>{t`Calendars`}</PlainLink>
      <PlainLink to="/rules" activeOptions={whole} activeProps={current}>{t`Rules`}</PlainLink>
      {administers && (
        <PlainLink to="/people/differences" activeOptions={whole} activeProps={current}>{t`Differences with HR`}</PlainLink>
      )}
    </Subpages>
  )
}
