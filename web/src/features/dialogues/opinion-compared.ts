// What two drafts of an opinion say, field by field, for whoever chooses between them.
import { useLingui } from '@lingui/react/macro'
import type { UnionDialogueAttendanceView } from '../../api'
import type { Compared } from '../../parts'
import type { Draft } from './vote'
import { STANCES } from './words'

export function useCompared(attendance: UnionDialogueAttendanceView): (mine: Draft, theirs: Draft) => Compared[] {
  const { t, i18n } = useLingui()
  const names = new Map(attendance.members.map((each) => [each.person_id, each.name]))
  const rows = (draft: Draft, most: Record<'points' | 'minority', number>): [string, string][] => [
    [t`What does the body say to the measure?`, draft.stance && i18n._(STANCES[draft.stance])],
    [t`Resolution`, draft.resolution],
    ...Array.from({ length: most.points }, (_, at): [string, string] => {
      const point = draft.points[at]
      return [t`Point ${at + 1}`, [point?.text, point?.demand && t`Demand: ${point.demand}`].filter(Boolean).join('\n')]
    }),
    [t`Meeting: who takes part in the vote?`, draft.present.map((id) => names.get(id) ?? '–').sort().join(', ')],
    [t`For`, draft.inFavour],
    [t`Against`, draft.against],
    [t`Abstentions`, draft.abstained],
    ...Array.from({ length: most.minority }, (_, at): [string, string] => [t`Minority view ${at + 1}`, draft.minority[at] ?? '']),
  ]
  return (mine, theirs) => {
    const most = {
      points: Math.max(mine.points.length, theirs.points.length),
      minority: Math.max(mine.minority.length, theirs.minority.length),
    }
    const there = rows(theirs, most)
    return rows(mine, most).map(([label, said], at) => ({ label, mine: said, theirs: there[at]?.[1] ?? '' }))
  }
}
