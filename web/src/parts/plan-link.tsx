// The way to the plan of an idea, once there is one.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { data, implementationGetPlan } from '../api'
import { type IdeaStatus, PlainLink } from '../ui'

const AFTER: IdeaStatus[] = ['accepted', 'accepted_with_changes', 'pilot', 'implementing', 'implemented', 'benefits_tracking', 'closed']

export function PlanLink({ ideaId, status }: { ideaId: string; status: IdeaStatus }) {
  const { t } = useLingui()
  // an idea that was declined is closed too, without a plan
  const plan = useQuery({
    queryKey: ['implementation', 'plan', ideaId],
    queryFn: () => data(implementationGetPlan({ path: { idea_id: ideaId } })),
    enabled: AFTER.includes(status),
  })
  if (!plan.data) return null
  return (
    <PlainLink to="/plans/$ideaId" params={{ ideaId }}>
      {t`Plan`}
    </PlainLink>
  )
}
