// The last look before handing in: exactly what others will read; afterwards the receipt.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { data, ideasSubmit, type IdeasAuthorView, type IdeasIdeaSeen, type IdeasIdeaView, onceKey } from '../../api'
import {
  Button,
  ButtonLink,
  Columns,
  Link,
  Loading,
  Note,
  Page,
  Panel,
  Reading,
  STANDS,
  Trouble,
  useMoments,
} from '../../ui'
import { Author } from './author'
import styles from './check.module.css'
import { Files } from './files'
import { ideaQuery } from './queries'
import { FACET_WORDS, LANGUAGES, SEEN_BY, standingOf } from './words'

const route = getRouteApi('/inside/ideas/$ideaId/check')

function Facts({ idea }: { idea: IdeasIdeaSeen }) {
  const { t, i18n } = useLingui()
  const facets = idea.facets.map((each) => i18n._(FACET_WORDS[each].label)).join(', ')
  return (
    <dl className={styles.facts}>
      <dt>{t`Seen by`}</dt>
      <dd>{i18n._(SEEN_BY[idea.visibility])}</dd>
      <dt>{t`Language`}</dt>
      <dd>{i18n._(LANGUAGES[idea.language])}</dd>
      {facets && (
        <>
          <dt>{t`Kind of innovation`}</dt>
          <dd>{facets}</dd>
        </>
      )}
    </dl>
  )
}

function Receipt({ idea }: { idea: IdeasIdeaView }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const at = idea.priority_at ? moments.time(idea.priority_at) : ''
  return (
    <Note kind="success" title={t`Your idea is handed in`} live>
      <p>
        <Trans>
          It has the number {idea.number} and was received on <time dateTime={idea.priority_at ?? ''}>{at}</time>. That
          moment decides between equal ideas.
        </Trans>
      </p>
      <p>{i18n._(STANDS[idea.status].next)}</p>
      <ButtonLink to="/ideas/$ideaId" params={{ ideaId: idea.idea_id }}>
        {t`To the idea`}
      </ButtonLink>
    </Note>
  )
}

function Open({ authors }: { authors: readonly IdeasAuthorView[] }) {
  const { t } = useLingui()
  return (
    <Note kind="info" title={t`Not all authors have agreed to the shares`}>
      <p>{t`The idea can be handed in as soon as everybody who was invited has accepted and agreed.`}</p>
      <ul className={styles.open}>
        {authors.map((each) => (
          <Author key={each.person_id} author={each} alone={false} agreeing />
        ))}
      </ul>
    </Note>
  )
}

function HandIn({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [once] = useState(onceKey)
  const handing = useMutation({
    mutationFn: () => data(ideasSubmit({ path: { idea_id: idea.idea_id }, body: {}, headers: once })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ideas'] }),
  })
  const open = (idea.authors ?? []).filter((each) => standingOf(each) !== 'agreed')
  if (handing.data) return <Receipt idea={handing.data} />
  return (
    <Panel title={t`What happens when you hand it in`}>
      <Facts idea={idea} />
      <p>
        {t`It gets a number and a time of receipt. The text then stays as it is; the scheme office looks at it and says where it goes. Until the reviews are in, only the scheme office knows who wrote it.`}
      </p>
      {handing.error && <Trouble error={handing.error} />}
      {open.length > 0 && <Open authors={open} />}
      {open.length === 0 && idea.may.includes('edit') && !idea.may.includes('submit') && (
        <Note kind="warning" title={t`Its call takes no ideas today`}>
          <p>{t`Put it into another call for ideas, or into the open box, and hand it in then.`}</p>
        </Note>
      )}
      <div className={styles.acts}>
        {idea.may.includes('submit') && (
          <Button
            working={handing.isPending}
            onClick={() => {
              handing.mutate()
            }}
          >
            {t`Hand in`}
          </Button>
        )}
        <ButtonLink variant={idea.may.includes('submit') ? 'secondary' : 'primary'} to="/ideas/$ideaId/edit" params={{ ideaId: idea.idea_id }}>
          {t`Go on writing`}
        </ButtonLink>
      </div>
    </Panel>
  )
}

export function CheckIdea() {
  const { t } = useLingui()
  const { ideaId } = route.useParams()
  const idea = useQuery(ideaQuery(ideaId))
  const found = idea.data?.data
  return (
    <Page title={t`Check and hand in`} section={t`Ideas`} above={<Link to="/ideas">{t`Ideas`}</Link>}>
      {idea.isPending && <Loading lines={8} />}
      {idea.error && <Trouble error={idea.error} onRetry={() => void idea.refetch()} />}
      {found && (
        <Columns aside={<HandIn idea={found} />}>
          <article lang={found.language} className={styles.paper}>
            <h2 className={styles.title}>{found.title}</h2>
            {found.html && <Reading html={found.html} weighty />}
          </article>
          <Files ideaId={ideaId} />
        </Columns>
      )}
    </Page>
  )
}
