// A page about one idea: which one, where it stands, and the ways to its other pages.
import { useQuery } from '@tanstack/react-query'
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { IdeasIdeaSeen } from '../../api'
import { IdeaPages } from '../../parts'
import { Link, Loading, Page, Status, Trouble } from '../../ui'
import { ideaQuery } from './queries'

interface Props {
  ideaId: string
  title: string
  children: (idea: IdeasIdeaSeen) => ReactNode
}

export function IdeaFrame({ ideaId, title, children }: Props) {
  const { t } = useLingui()
  const idea = useQuery(ideaQuery(ideaId))
  const found = idea.data?.data
  return (
    <Page
      title={title}
      section={found?.title ?? t`Ideas`}
      above={
        <Link to="/ideas/$ideaId" params={{ ideaId }} lang={found?.language}>
          {found?.title ?? t`To the idea`}
        </Link>
      }
      lead={found && <Status status={found.status} />}
    >
      {idea.isPending && <Loading lines={8} />}
      {idea.error && <Trouble error={idea.error} onRetry={() => void idea.refetch()} />}
      {found && (
        <>
          <IdeaPages ideaId={ideaId} status={found.status} />
          {children(found)}
        </>
      )}
    </Page>
  )
}
