// The pages of an idea, above each of them: one goes from any to any other.
import { useLingui } from '@lingui/react/macro'
import { type IdeaStatus, PlainLink, Subpages } from '../ui'
import { PlanLink } from './plan-link'

const ACTIVE = { activeOptions: { exact: true, includeSearch: false }, activeProps: { 'aria-current': 'page' as const } }

export function IdeaPages({ ideaId, status }: { ideaId: string; status: IdeaStatus }) {
  const { t } = useLingui()
  const params = { ideaId }
  return (
    <Subpages label={t`Pages of this idea`}>
      <PlainLink to="/ideas/$ideaId" params={params} {...ACTIVE}>
        {t`Idea`}
      </PlainLink>
      <PlainLink to="/ideas/$ideaId/timeline" params={params} {...ACTIVE}>
        {t`Timeline`}
      </PlainLink>
      <PlainLink to="/ideas/$ideaId/versions" params={params} {...ACTIVE}>
        {t`Versions`}
      </PlainLink>
      <PlainLink to="/ideas/$ideaId/reviews" params={params} {...ACTIVE}>
        {t`Peer review`}
      </PlainLink>
      <PlainLink to="/ideas/$ideaId/impact" params={params} {...ACTIVE}>
        {t`Effects on staff`}
      </PlainLink>
      <PlainLink to="/ideas/$ideaId/decision" params={params} {...ACTIVE}>
        {t`Decision`}
      </PlainLink>
      <PlanLink ideaId={ideaId} status={status} />
      <PlainLink to="/ideas/$ideaId/record" params={params} {...ACTIVE}>
        {t`Case file`}
      </PlainLink>
    </Subpages>
  )
}
