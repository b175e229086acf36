// The case file of an idea on one page, for keeping on paper: what it says, who answered what and when, every step.
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { IdeasIdeaSeen } from '../../api'
import { Button, Loading, Reading, Section, Table, Trouble, useMoments } from '../../ui'
import { Answers } from './answers'
import { Author } from './author'
import { Carried } from './carried'
import { EVENTS } from './events'
import { IdeaPage } from './head'
import { Origins } from './origins'
import { filesQuery, timelineQuery, versionsQuery } from './queries'
import styles from './record.module.css'

const route = getRouteApi('/inside/ideas/$ideaId/record')

interface List {
  hasNextPage: boolean
  isFetching: boolean
  isError: boolean
  fetchNextPage: () => Promise<unknown>
}

/** All pages of a list, one after the other: on paper nobody asks for more. */
function useAll({ hasNextPage, isFetching, isError, fetchNextPage }: List) {
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
}

function Steps({ ideaId }: { ideaId: string }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const timeline = useInfiniteQuery(timelineQuery(ideaId))
  useAll(timeline)
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section id="steps" title={t`Every step`}>
      {timeline.isPending && <Loading lines={6} />}
      {timeline.error && <Trouble error={timeline.error} onRetry={() => void timeline.refetch()} />}
      <Table
        caption={t`Every step`}
        hideCaption
        heads={[t`What`, t`When`, t`By whom`]}
        rows={entries.map((each) => {
          const words = EVENTS[each.kind]
          return {
            key: each.entry_id,
            cells: [
              words ? i18n._(words) : each.kind,
              <time key="at" dateTime={each.at}>
                {moments.time(each.at)}
              </time>,
              each.by ?? '–',
            ],
          }
        })}
      />
    </Section>
  )
}

function Texts({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const versions = useInfiniteQuery(versionsQuery(ideaId))
  useAll(versions)
  const all = versions.data?.pages.flatMap((page) => page.items) ?? []
  if (versions.error) return <Trouble error={versions.error} onRetry={() => void versions.refetch()} />
  if (all.length === 0) return null
  return (
    <Section id="texts" title={t`Versions of the text`}>
      <ol reversed className={styles.list}>
        {all.map((each) => {
          const at = moments.time(each.saved_at)
          return <li key={each.revision}>{each.handed_in ? t`handed in, ${at}` : t`kept, ${at}`}</li>
        })}
      </ol>
    </Section>
  )
}

function Digests({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const files = useQuery(filesQuery(ideaId))
  if (files.error) return <Trouble error={files.error} onRetry={() => void files.refetch()} />
  if (!files.data?.length) return null
  return (
    <Section id="files" title={t`Files, with their digests`}>
      <ul className={styles.list}>
        {files.data.map((each) => (
          <li key={each.attachment_id}>
            {each.name} <code className={styles.digest}>SHA-256 {each.sha256}</code>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Record({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const at = idea.priority_at ? moments.time(idea.priority_at) : null
  return (
    <>
      <p className={styles.act}>
        <Button
          onClick={() => {
            window.print()
          }}
        >
          {t`Print the case file`}
        </Button>
      </p>
      <Section id="receipt" title={t`Receipt`}>
        <p>{at ? t`Received on ${at}` : t`Not handed in`}</p>
        {idea.authors ? (
          <ul className={styles.list}>
            {idea.authors.map((each) => (
              <Author key={each.person_id} author={each} alone={idea.authors?.length === 1} />
            ))}
          </ul>
        ) : (
          <p>{t`Names are hidden until the reviews are in; only the scheme office knows them.`}</p>
        )}
        <Origins idea={idea} />
      </Section>
      <Answers idea={idea} />
      {idea.html && (
        <Section id="text" title={t`The text`}>
          <Reading html={idea.html} lang={idea.language} weighty />
        </Section>
      )}
      <Carried idea={idea} />
      <Digests ideaId={idea.idea_id} />
      <Texts ideaId={idea.idea_id} />
      <Steps ideaId={idea.idea_id} />
    </>
  )
}

export function CaseFile() {
  const { t } = useLingui()
  const { ideaId } = route.useParams()
  return (
    <IdeaPage ideaId={ideaId} part={t`Case file`}>
      {({ data }) => <Record idea={data} />}
    </IdeaPage>
  )
}
