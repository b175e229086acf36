// A call for ideas: whether it is open, what it is called here, and from when until when it runs.
import { useLingui } from '@lingui/react/macro'
import type { IdeasCampaignView } from '../../api'
import { type IdeaStatus, useMoments } from '../../ui'

export type Phase = 'coming' | 'open' | 'over'
type Period = Pick<IdeasCampaignView, 'opens_on' | 'closes_on'>

export function phaseOf({ opens_on: from, closes_on: until }: Period, today: string): Phase {
  if (from > today) return 'coming'
  return until && until < today ? 'over' : 'open'
}

export function useNamed() {
  const { i18n } = useLingui()
  return ({ names }: Pick<IdeasCampaignView, 'names'>): string =>
    names[i18n.locale] ?? Object.values(names).find(Boolean) ?? ''
}

export function usePeriod() {
  const { t } = useLingui()
  const moments = useMoments()
  return ({ opens_on: from, closes_on: until }: Period): string => {
    const first = moments.day(from)
    const last = until ? moments.day(until) : ''
    return last ? t`From ${first} through ${last}, 24:00` : t`From ${first} until further notice`
  }
}

/** What has been answered: the results of a call that is over. */
const ANSWERED: readonly IdeaStatus[] = [
  'accepted',
  'accepted_with_changes',
  'pilot',
  'implementing',
  'implemented',
  'benefits_tracking',
  'closed',
  'declined',
  'deferred',
]

export function isAnswered(status: IdeaStatus): boolean {
  return ANSWERED.includes(status)
}
