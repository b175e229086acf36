// The opinion of the body: written by the representatives alone; delivered, it stands as it is for both sides.
import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { UnionDialogueCaseSeen } from '../../api'
import { Empty, Loading } from '../../ui'
import { Delivered } from './delivered'
import { CasePage } from './head'
import type { Side } from './side'

const route = getRouteApi('/inside/cases/$caseId/opinion')
const OPEN = ['prepared', 'provided', 'disputed', 'running', 'lapsed']
// most who come here read
const DraftingOpinion = lazy(async () => ({ default: (await import('./drafting-opinion')).DraftingOpinion }))

function Body({ it, side }: { it: UnionDialogueCaseSeen; side: Side }) {
  const { t } = useLingui()
  if (it.opinion) return <Delivered it={it} />
  if (!OPEN.includes(it.state))
    return (
      <Empty title={t`There is no opinion`}>
        <p>{t`The case ended without one. How it ended stands in the overview.`}</p>
      </Empty>
    )
  if (side !== 'body')
    return (
      <Empty title={t`There is no opinion yet`}>
        <p>{t`It stands here once the representatives have delivered it. What they write before is theirs alone.`}</p>
      </Empty>
    )
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <DraftingOpinion it={it} />
    </Suspense>
  )
}

export function CaseOpinion() {
  const { t } = useLingui()
  const { caseId } = route.useParams()
  return (
    <CasePage key={caseId} caseId={caseId} part={t`Opinion`}>
      {({ data: it }, side) => <Body it={it} side={side} />}
    </CasePage>
  )
}
