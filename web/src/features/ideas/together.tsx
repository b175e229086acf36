// Who writes an idea together: colleagues are invited, shares proposed and agreed by all, before it is handed in.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  call,
  data,
  type IdeasAuthorView,
  type IdeasIdeaSeen,
  ideasLeave,
  ideasProposeShares,
  onceKey,
  personQuery,
  useKept,
  useMe,
} from '../../api'
import { Conflict } from '../../parts'
import { Button, ErrorSummary, Section, TextField, Trouble } from '../../ui'
import { useName } from './author'
import { Invite } from './invite'
import { ideaQuery, took } from './queries'
import { evenly, proposedMeanwhile, together, whole } from './shares'
import styles from './together.module.css'
import { STANDING, standingOf } from './words'

interface ShareProps {
  idea: IdeasIdeaSeen
  author: IdeasAuthorView
  value: string
  alone: boolean
  onChange: (value: string) => void
}

function Share({ idea, author, value, alone, onChange }: ShareProps) {
  const { t, i18n } = useLingui()
  const me = useMe()
  const queries = useQueryClient()
  const name = useName(author.person_id)
  const path = { idea_id: idea.idea_id, person_id: author.person_id }
  const removing = useMutation({
    mutationFn: () => data(ideasLeave({ path })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ideas'] }),
  })
  const removable = idea.may.includes('take-out') && author.person_id !== me.person_id
  return (
    <li className={styles.row}>
      <span className={styles.who}>
        <b>{name}</b>
        {!alone && <span className={styles.meta}>{i18n._(STANDING[standingOf(author)])}</span>}
      </span>
      {!alone && (
        <span className={styles.share}>
          <TextField
            id={`share-${author.person_id}`}
            type="number"
            min={1}
            max={100}
            label={<span className="sr">{t`Share of ${name} in percent`}</span>}
            value={value}
            onChange={onChange}
          />
          %
        </span>
      )}
      {removable && (
        <Button
          variant="tertiary"
          data-size="sm"
          aria-label={t`Take out ${name}`}
          working={removing.isPending}
          onClick={() => {
            removing.mutate()
          }}
        >
          {t`Take out`}
        </Button>
      )}
      {removing.error && <Trouble error={removing.error} />}
    </li>
  )
}

interface Typed {
  typed: Record<string, string>
  /** The shares that were there when somebody began to type others. */
  from: Record<string, number> | null
}

const NOTHING: Typed = { typed: {}, from: null }

interface MeanwhileProps {
  authors: readonly IdeasAuthorView[]
  typed: Record<string, string>
  keep: () => void
  take: () => void
}

function Meanwhile({ authors, typed, keep, take }: MeanwhileProps) {
  const names = useQueries({
    queries: authors.map((each) => personQuery(each.person_id)),
    combine: (found) => found.map((each) => each.data?.display_name ?? '…'),
  })
  const compared = authors.map(({ person_id: id, share }, at) => ({
    label: names[at] ?? '…',
    mine: typed[id] ? `${typed[id]} %` : '',
    theirs: `${String(share)} %`,
  }))
  return <Conflict compared={compared} keep={keep} take={take} />
}

function Shares({ idea, etag }: { idea: IdeasIdeaSeen; etag: string }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const authors = idea.authors ?? []
  const people = authors.map((each) => each.person_id)
  const { form, change, done } = useKept(`shares/${idea.idea_id}`, NOTHING)
  const { typed, from } = form
  const now = Object.fromEntries(authors.map(({ person_id: id, share }) => [id, share]))
  const meanwhile = proposedMeanwhile(typed, from, now)
  const type = (wanted: Record<string, string>) => {
    change({ typed: wanted, from: from ?? now })
  }
  const [once, setOnce] = useState(onceKey)
  const [asked, setAsked] = useState(0)
  const values = Object.fromEntries(
    authors.map(({ person_id: id, share }) => [id, typed[id] ?? (share > 0 ? String(share) : '')]),
  )
  const sum = together(Object.values(values))
  const alone = authors.length === 1
  const fits = whole(Object.values(values))
  const unchanged = authors.every(({ person_id: id, share }) => values[id] === String(share))
  const proposing = useMutation({
    mutationFn: () =>
      call(
        ideasProposeShares({
          path: { idea_id: idea.idea_id },
          body: { shares: people.map((id) => ({ person_id: id, share: Number(values[id]) })) },
          headers: { 'If-Match': etag, ...once },
        }),
      ),
    onSuccess: (got) => {
      took(queries, got)
      void queries.invalidateQueries({ queryKey: ideaQuery(idea.idea_id).queryKey })
      void done()
    },
    // other shares stand beside what was typed before one goes over the other
    onError: () => queries.invalidateQueries({ queryKey: ideaQuery(idea.idea_id).queryKey }),
    onSettled: () => {
      setOnce(onceKey())
    },
  })
  const first = people[0] ?? ''
  return (
    <form
      noValidate
      className={styles.part}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(asked + 1)
        if (fits && !meanwhile) proposing.mutate()
      }}
    >
      {meanwhile && <Meanwhile authors={authors} typed={values} keep={() => { change({ from: now }) }} take={() => void done()} />}
      {asked > 0 && !fits && (
        <ErrorSummary key={asked} errors={[{ field: `share-${first}`, message: t`Make the shares 100 % together, each at least 1 %` }]} />
      )}
      <ul className={styles.rows}>
        {authors.map((author) => (
          <Share
            key={author.person_id}
            idea={idea}
            author={author}
            alone={alone}
            value={values[author.person_id] ?? ''}
            onChange={(value) => {
              type({ ...typed, [author.person_id]: value })
            }}
          />
        ))}
      </ul>
      {!alone && (
        <>
          <p role="status" className={styles.sum} data-off={!fits || undefined}>
            <Trans>
              Together <b>{sum} %</b> of 100 %
            </Trans>
          </p>
          {proposing.error && !meanwhile && <Trouble error={proposing.error} />}
          <div className={styles.acts}>
            <Button type="submit" variant="secondary" working={proposing.isPending}>
              {unchanged && idea.may.includes('agree') ? t`Agree to the shares` : t`Propose these shares`}
            </Button>
            <Button
              variant="tertiary"
              onClick={() => {
                type(evenly(people))
              }}
            >
              {t`Split evenly`}
            </Button>
          </div>
          <p className={styles.meta}>
            {t`Who proposes agrees; every other author is asked. The idea can be handed in once all have agreed.`}
          </p>
        </>
      )}
    </form>
  )
}

export function Together({ ideaId }: { ideaId: string | undefined }) {
  const { t } = useLingui()
  return (
    <Section id="together" title={t`Co-authors and shares`}>
      {ideaId ? <Known ideaId={ideaId} /> : <p className={styles.meta}>{t`As soon as the draft is saved, you can invite colleagues here.`}</p>}
    </Section>
  )
}

function Known({ ideaId }: { ideaId: string }) {
  const found = useQuery(ideaQuery(ideaId)).data
  if (!found?.data.authors) return null
  return (
    <div className={styles.all}>
      <Shares idea={found.data} etag={found.etag} />
      {found.data.may.includes('invite') && <Invite idea={found.data} />}
    </div>
  )
}
