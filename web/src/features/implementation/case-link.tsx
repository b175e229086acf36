// The way to a consultation case, for those whom it is open to; others read the same words.
import type { ReactNode } from 'react'
import { hasRole, useMe } from '../../api'
import { Link } from '../../ui'

export function CaseLink({ caseId, children }: { caseId: string | null; children: ReactNode }) {
  const me = useMe()
  const opens = me.mandates.length > 0 || hasRole(me, 'consultation-officer', 'decision-maker', 'scheme-officer')
  if (caseId === null || !opens) return <>{children}</>
  return (
    <Link to="/cases/$caseId" params={{ caseId }}>
      {children}
    </Link>
  )
}
