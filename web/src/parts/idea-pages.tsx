// The pages of an idea, above each of them: one goes from any to any other.
import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { type IdeaStatus, PlainLink } from '../ui'
import styles from './idea-pages.module.css'
import { PlanLink } from './plan-link'

const ACTIVE = { activeOptions: { exact: true, includeSearch: false }, activeProps: { 'aria-current': 'page' as const } }

export function IdeaPages({ ideaId, status }: { ideaId: string; status: IdeaStatus }) {
  const { t } = useLingui()
  const params = { ideaId }
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    // where not all fit, the present one is among those that are seen; the page itself stays where it is
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && here) nav.current.scrollLeft = here.offsetLeft - (nav.current.clientWidth - here.offsetWidth) / 2
  }, [ideaId])
  return (
    <nav ref={nav} aria-label={t`Pages of this idea`} className={styles.pages}>
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
    </nav>
  )
}
