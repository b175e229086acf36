// An idea: its text, what was answered, the talk about it; beside it who supports it and who wrote it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Got, type IdeasIdeaView, personQuery, useMe } from '../../api'
import { ButtonLink, Columns, Note, Panel, Reading, useMoments } from '../../ui'
import { Answers } from './answers'
import { Comments } from './comments'
import { IdeaPage } from './head'
import styles from './idea.module.css'
import { Support } from './support'
import { FACET_WORDS } from './words'

const route = getRouteApi('/inside/ideas/$ideaId')

/** Whether the idea is with everybody: it can be supported and talked about. */
function inTheOpen(idea: IdeasIdeaView): boolean {
  return !['draft', 'withdrawn', 'merged', 'closed'].includes(idea.status)
}

function Mine({ idea }: { idea: IdeasIdeaView }) {
  const { t } = useLingui()
  const me = useMe()
  const wrote = idea.authors?.some((each) => each.person_id === me.person_id && each.accepted) ?? false
  if (!wrote || !['draft', 'returned'].includes(idea.status)) return null
  return (
    <ButtonLink to="/ideas/$ideaId/edit" params={{ ideaId: idea.idea_id }}>
      {idea.status === 'draft' ? t`Go on writing` : t`Revise the idea`}
    </ButtonLink>
  )
}

function Author({ personId, share, alone }: { personId: string; share: number; alone: boolean }) {
  const person = useQuery(personQuery(personId))
  const name = person.data?.display_name ?? '…'
  return (
    <li>
      {name}
      {!alone && <span className={styles.share}>{share} %</span>}
    </li>
  )
}

function Authors({ idea }: { idea: IdeasIdeaView }) {
  const { t } = useLingui()
  const moments = useMoments()
  const at = idea.priority_at ? moments.time(idea.priority_at) : null
  const wrote = idea.authors?.filter((each) => each.accepted)
  return (
    <Panel title={t`Authors`}>
      {wrote ? (
        <ul className={styles.authors}>
          {wrote.map((each) => (
            <Author
              key={each.person_id}
              personId={each.person_id}
              share={each.share}
              alone={wrote.length === 1}
            />
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

function Facets({ idea }: { idea: IdeasIdeaView }) {
  const { t, i18n } = useLingui()
  if (idea.facets.length === 0) return null
  return (
    <Panel title={t`Kind of innovation`}>
      <ul className={styles.authors}>
        {idea.facets.map((each) => (
          <li key={each}>
            <b>{i18n._(FACET_WORDS[each].label)}</b>
            <span className={styles.meta}>{i18n._(FACET_WORDS[each].hint)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Body({ got }: { got: Got<IdeasIdeaView> }) {
  const { t } = useLingui()
  const idea = got.data
  return (
    <Columns
      aside={
        <>
          {idea.status !== 'draft' && <Support idea={idea} />}
          <Authors idea={idea} />
          <Facets idea={idea} />
        </>
      }
    >
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
      {idea.status !== 'draft' && <Comments ideaId={idea.idea_id} open={inTheOpen(idea)} />}
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
