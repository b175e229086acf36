// A new idea: what was begun on this device before a reload is there again.
import { useLingui } from '@lingui/react/macro'
import { getRouteApi, Navigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { drafts, useMe } from '../../api'
import { Link, Loading, Page } from '../../ui'
import { Editor } from './editor'
import type { Language } from './words'
import { type Fields, type Kept, keyOf } from './manuscript'
import { useWriting } from './writing'

const route = getRouteApi('/inside/ideas/new')

function Writing({ empty, kept }: { empty: Fields; kept: Kept | null }) {
  const me = useMe()
  const writing = useWriting({ value: empty, etag: '' }, kept)
  const made = writing.ideaId !== undefined
  useEffect(() => {
    // whoever leaves for another page and comes back begins anew; the draft is among their ideas
    return made ? () => void drafts.drop(me.person_id, keyOf(undefined)) : undefined
  }, [made, me.person_id])
  return <Editor writing={writing} />
}

/** What this device has; a draft that the server knows is moved to its own place first. */
async function found(person: string): Promise<Kept | null> {
  const kept = await drafts.kept<Kept>(person, keyOf(undefined))
  if (!kept?.ideaId) return kept ?? null
  await drafts.keep(person, keyOf(kept.ideaId), kept)
  await drafts.drop(person, keyOf(undefined))
  return kept
}

export function NewIdea() {
  const { t, i18n } = useLingui()
  const me = useMe()
  const { title, campaign } = route.useSearch()
  const [kept, setKept] = useState<Kept | null | undefined>(undefined)
  useEffect(() => {
    void found(me.person_id).then(setKept)
  }, [me.person_id])
  const empty: Fields = {
    title: title ?? '',
    text: '',
    language: i18n.locale as Language,
    visibility: 'organisation',
    facets: [],
    campaign_id: campaign ?? null,
  }
  // the heading takes the focus when it appears: its fields must be there with it, or the next Tab leaves the page
  if (kept === undefined) return <Loading lines={8} />
  if (kept?.ideaId) return <Navigate to="/ideas/$ideaId/edit" params={{ ideaId: kept.ideaId }} replace />
  return (
    <Page title={t`New idea`} section={t`Ideas`} above={<Link to="/ideas">{t`Ideas`}</Link>}>
      <Writing empty={empty} kept={kept} />
    </Page>
  )
}
