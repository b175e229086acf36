// An idea: its text, what was answered, the talk about it; beside it who supports it and who wrote it.
import { Trans, useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { type Got, hasRole, type IdeasIdeaSeen, useMe } from '../../api'
import { ButtonLink, Columns, Note, Panel, Reading, useMoments } from '../../ui'
import { Answers } from './answers'
import { Author } from './author'
import { Comments } from './comments'
import { Files } from './files'
import { IdeaPage } from './head'
import styles from './idea.module.css'
import { Origins } from './origins'
import { Part } from './part'
import { Kinds } from './rating'
import { Support } from './support'

const route = getRouteApi('/inside/ideas/$ideaId')
const Conflicts = lazy(async () => ({ default: (await import('./conflicts')).Conflicts }))
const Triage = lazy(async () => ({ default: (await import('./triage')).Triage }))

function Mine({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  if (!idea.may.includes('edit')) return null
  return (
    <ButtonLink to="/ideas/$ideaId/edit" params={{ ideaId: idea.idea_id }}>
      {idea.status === 'draft' ? t`Go on writing` : t`Revise the idea`}
    </ButtonLink>
  )
}

function Authors({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const at = idea.priority_at ? moments.time(idea.priority_at) : null
  const agreeing = ['draft', 'returned'].includes(idea.status)
  const wrote = idea.authors?.filter((each) => each.accepted || agreeing)
  return (
    <Panel title={t`Authors`}>
      {wrote ? (
        <ul className={styles.authors}>
          {wrote.map((each) => (
            <Author key={each.person_id} author={each} alone={wrote.length === 1} agreeing={agreeing} />
          ))}
        </ul>
      ) : (
        <p>{t`Names are hidden until the reviews are in; only the scheme office knows them.`}</p>
      )}
      {at && (
        <p className={styles.meta}>
          <Trans>Received on {at}</Trans>
        </p>
      )}
    </Panel>
  )
}

function Body({ got }: { got: Got<IdeasIdeaSeen> }) {
  const { t } = useLingui()
  const idea = got.data
  const me = useMe()
  const handles = hasRole(me, 'scheme-officer') || hasRole(me, 'decision-maker')
  return (
    <Columns
      aside={
        <>
          {idea.status !== 'draft' && <Support idea={idea} />}
          <Authors idea={idea} />
          <Origins idea={idea} />
          <Kinds idea={idea} />
          {handles && (
            <Suspense>
              <Conflicts idea={idea} />
            </Suspense>
          )}
        </>
      }
    >
      <Part idea={idea} />
      <Answers idea={idea} />
      {idea.html === null ? (
        <Note kind="info" title={t`The text is sealed`}>
          <p>{t`The idea was withdrawn though others supported it. That it was there stays to be seen; its text does not.`}</p>
        </Note>
      ) : (
        <article className={styles.text}>
          <Reading html={idea.html} lang={idea.language} weighty />
        </article>
      )}
      {idea.html !== null && <Files ideaId={idea.idea_id} />}
      <Suspense>
        <Triage idea={idea} />
      </Suspense>
      {idea.status !== 'draft' && <Comments ideaId={idea.idea_id} open={idea.may.includes('comment')} />}
    </Columns>
  )
}

export function Idea() {
  const { ideaId } = route.useParams()
  return (
    <IdeaPage key={ideaId} ideaId={ideaId} mine={({ data }) => <Mine idea={data} />}>
      {(got) => <Body got={got} />}
    </IdeaPage>
  )
}
