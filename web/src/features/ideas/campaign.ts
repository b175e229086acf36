// A call for ideas: what it asks, and from when until when it runs.
import { useLingui } from '@lingui/react/macro'
import type { IdeasCampaignView } from '../../api'
import { type IdeaStatus, useMoments } from '../../ui'

type Period = Pick<IdeasCampaignView, 'opens_on' | 'closes_on' | 'closed_at'>

export function usePeriod() {
  const { t } = useLingui()
  const moments = useMoments()
  return ({ opens_on: from, closes_on: until, closed_at: closed }: Period): string => {
    const first = moments.day(from)
    if (closed) {
      const end = moments.time(closed)
      return t`From ${first}, closed on ${end}`
    }
    const last = until ? moments.day(until) : ''
    return last ? t`From ${first} through ${last}, 24:00` : t`From ${first} until further notice`
  }
}

/** The question in the reader's language, or else in one that there is; none when only the text asks. */
export function questionOf({ question = {} }: Pick<IdeasCampaignView, 'question'>, locale: string): string {
  return question[locale] ?? Object.values(question)[0] ?? ''
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
