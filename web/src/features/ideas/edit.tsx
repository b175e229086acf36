// Changing a draft or a returned idea: the server's text, or what this device has beyond it.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { drafts, type Got, type IdeasIdeaSeen, useMe } from '../../api'
import { Link, Loading, Note, Page, Trouble } from '../../ui'
import { Editor } from './editor'
import { ideaQuery } from './queries'
import { type Kept, keyOf, writtenIn } from './manuscript'
import { useWriting } from './writing'

const route = getRouteApi('/inside/ideas/$ideaId/edit')

function Writing({ got, kept }: { got: Got<IdeasIdeaSeen>; kept: Kept | null }) {
  return <Editor writing={useWriting(writtenIn(got), kept, got.data.idea_id)} />
}

function Loaded({ got }: { got: Got<IdeasIdeaSeen> }) {
  const me = useMe()
  // the text as it was when the page opened: what is saved later does not begin the form anew
  const [start] = useState(got)
  const [kept, setKept] = useState<Kept | null | undefined>(undefined)
  const id = start.data.idea_id
  useEffect(() => {
    void drafts.kept<Kept>(me.person_id, keyOf(id)).then((found) => {
      setKept(found ?? null)
    })
  }, [id, me.person_id])
  return kept === undefined ? <Loading lines={8} /> : <Writing got={start} kept={kept} />
}

function NotWritable({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const invited = idea.may.includes('accept')
  return (
    <Note kind="info" title={invited ? t`You are not one of its authors yet` : t`This idea is handed in`}>
      <p>
        {invited
          ? t`Take the invitation first; then you write it too.`
          : t`Its text stays as it is, so that everybody speaks about the same.`}
      </p>
      <Link to="/ideas/$ideaId" params={{ ideaId: idea.idea_id }}>
        {t`To the idea`}
      </Link>
    </Note>
  )
}

export function EditIdea() {
  const { t } = useLingui()
  const { ideaId } = route.useParams()
  const idea = useQuery(ideaQuery(ideaId))
  const found = idea.data?.data
  const returned = found?.status === 'returned'
  const writable = found?.may.includes('edit')
  return (
    <Page
      title={returned ? t`Revise the idea` : t`Draft`}
      section={t`Ideas`}
      above={<Link to="/ideas">{t`Ideas`}</Link>}
    >
      {idea.isPending && <Loading lines={8} />}
      {idea.error && <Trouble error={idea.error} onRetry={() => void idea.refetch()} />}
      {idea.data && writable && <Loaded key={ideaId} got={idea.data} />}
      {found && !writable && <NotWritable idea={found} />}
    </Page>
  )
}
