// Management's answers: one point at a time with the opinion in view, then all of them in a matrix, then the closing.
import { Plural, useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { UnionDialogueCaseSeen } from '../../api'
import { Empty, Link, Loading, Section } from '../../ui'
import { answersIn } from './answers'
import { Closing } from './closing'
import { Correcting } from './correcting'
import { Corrections, saidIn } from './delivered'
import { CasePage } from './head'
import { Matrix } from './matrix'
import styles from './response.module.css'
import type { Side } from './side'

const route = getRouteApi('/inside/cases/$caseId/response')
const DraftingResponse = lazy(async () => ({ default: (await import('./drafting-response')).DraftingResponse }))

function Read({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const points = saidIn(it)?.points ?? []
  if (points.length === 0)
    return (
      <Section id="matrix" title={t`Answers`}>
        <p>{t`The opinion has no points, so nothing has to be answered.`}</p>
      </Section>
    )
  return (
    <Section
      id="matrix"
      title={t`Answers`}
      aside={<Plural value={it.unanswered.length} _0="every point has an answer" one="# point has no answer yet" other="# points have no answer yet" />}
    >
      <Matrix points={points} answers={answersIn(it)} caseId={it.case_id} open={[]} />
    </Section>
  )
}

function Body({ it, side }: { it: UnionDialogueCaseSeen; side: Side }) {
  const { t } = useLingui()
  const closing = <Closing it={it} side={side} />
  if (!it.opinion)
    return (
      <>
        <Empty title={t`There is nothing to answer`}>
          <p>{t`Management answers an opinion, point by point. None has been delivered.`}</p>
        </Empty>
        <div className={styles.below}>{closing}</div>
      </>
    )
  const answers = it.may.includes('respond')
  return (
    <>
      {answers ? (
        <Suspense fallback={<Loading lines={8} />}>
          <DraftingResponse it={it} />
        </Suspense>
      ) : (
        <Read it={it} />
      )}
      <Corrections it={it} of="response" />
      <Correcting it={it} />
      {closing}
      <p className={styles.quiet}>
        <Link to="/cases/$caseId/opinion" params={{ caseId: it.case_id }}>{t`See the whole opinion`}</Link>
      </p>
    </>
  )
}

export function CaseResponse() {
  const { t } = useLingui()
  const { caseId } = route.useParams()
  return (
    <CasePage key={caseId} caseId={caseId} part={t`Response`}>
      {({ data: it }, side) => <Body it={it} side={side} />}
    </CasePage>
  )
}
