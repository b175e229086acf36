// What stands above every page of an idea: number and title, where it stands, what comes next, and its other pages.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Got, IdeasIdeaSeen } from '../../api'
import { IdeaPages } from '../../parts'
import { Journey, Link, Loading, Page, STANDS, Status, Trouble, useMoments } from '../../ui'
import styles from './head.module.css'
import { ideaQuery } from './queries'
import { SEEN_BY } from './words'

function Above({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  return (
    <nav aria-label={t`You are here`} className={styles.above}>
      <Link to="/ideas">{t`Ideas`}</Link>
      {idea.number !== null && <span>{t`No. ${idea.number}`}</span>}
      {idea.campaign_id && (
        <Link to="/campaigns/$campaignId" params={{ campaignId: idea.campaign_id }}>
          {t`Its call for ideas`}
        </Link>
      )}
    </nav>
  )
}

function Lead({ idea }: { idea: IdeasIdeaSeen }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const at = idea.priority_at ? moments.date(idea.priority_at) : null
  return (
    <div className={styles.lead}>
      <Status status={idea.status} />
      {at && (
        <span>
          <Trans>Handed in on {at}</Trans>
        </span>
      )}
      <span>{idea.status === 'draft' ? t`Seen by its authors alone` : `${t`Seen by`}: ${i18n._(SEEN_BY[idea.visibility])}`}</span>
    </div>
  )
}

interface Props {
  ideaId: string
  /** Which page of the idea it is, for the title bar; none for the first. */
  part?: string
  /** What the reader themselves can do now. */
  mine?: (got: Got<IdeasIdeaSeen>) => ReactNode
  children: (got: Got<IdeasIdeaSeen>) => ReactNode
}

export function IdeaPage({ ideaId, part, mine, children }: Props) {
  const { t, i18n } = useLingui()
  const idea = useQuery(ideaQuery(ideaId))
  if (idea.isPending) return <Loading lines={10} />
  if (!idea.data)
    return (
      <Page title={t`Idea`} section={t`Ideas`}>
        <Trouble error={idea.error} onRetry={() => void idea.refetch()} />
      </Page>
    )
  const got = idea.data
  const found = got.data
  return (
    <Page
      title={found.title}
      section={part ?? t`Ideas`}
      lang={found.language}
      above={<Above idea={found} />}
      lead={<Lead idea={found} />}
    >
      <Journey status={found.status} />
      <div className={styles.next}>
        <p>{i18n._(STANDS[found.status].next)}</p>
        {found.merged_into && (
          <Link to="/ideas/$ideaId" params={{ ideaId: found.merged_into }}>
            {t`To the idea that it was merged into`}
          </Link>
        )}
        {mine?.(got)}
      </div>
      <IdeaPages ideaId={found.idea_id} status={found.status} />
      {children(got)}
    </Page>
  )
}
