// Who writes an idea together: colleagues are invited, shares proposed and agreed by all, before it is handed in.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  call,
  data,
  type IdeasAuthorView,
  ideasInvite,
  type IdeasIdeaSeen,
  ideasLeave,
  ideasProposeShares,
  onceKey,
  unitsQuery,
  useMe,
} from '../../api'
import { Button, ErrorSummary, Section, TextField, Trouble } from '../../ui'
import { useName } from './author'
import { colleaguesQuery, ideaQuery, took } from './queries'
import { useSettled } from './settled'
import { evenly, together, whole } from './shares'
import styles from './together.module.css'
import { STANDING, standingOf } from './words'

const LETTERS = 2

interface ColleagueProps {
  id: string
  name: string
  unitId: string | null
  ideaId: string
  done: () => void
}

function Colleague({ id, name, unitId, ideaId, done }: ColleagueProps) {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const [once] = useState(onceKey)
  const unit = useQuery(unitsQuery).data?.find((each) => each.unit_id === unitId)
  const inviting = useMutation({
    mutationFn: () => call(ideasInvite({ path: { idea_id: ideaId }, body: { person_id: id }, headers: once })),
    onSuccess: (got) => {
      took(queries, got)
      void queries.invalidateQueries({ queryKey: ideaQuery(ideaId).queryKey })
      document.getElementById('colleague')?.focus()
      done()
    },
  })
  return (
    <li className={styles.row}>
      <span>
        <b>{name}</b> <span className={styles.meta}>{unit?.names[i18n.locale]}</span>
      </span>
      <Button
        variant="secondary"
        data-size="sm"
        aria-label={t`Invite ${name}`}
        working={inviting.isPending}
        onClick={() => {
          inviting.mutate()
        }}
      >
        {t`Invite`}
      </Button>
      {inviting.error && <Trouble error={inviting.error} />}
    </li>
  )
}

function Invite({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const settled = useSettled(words.trim())
  const asked = settled.length >= LETTERS
  const found = useQuery({ ...colleaguesQuery(settled), enabled: asked })
  const there = new Set((idea.authors ?? []).map((each) => each.person_id))
  const others = (asked ? (found.data ?? []) : []).filter((each) => !there.has(each.person_id))
  return (
    <div className={styles.part}>
      <TextField
        id="colleague"
        label={t`Invite a colleague as co-author`}
        hint={t`Type at least two letters of the name.`}
        value={words}
        autoComplete="off"
        onChange={setWords}
      />
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      <p role="status" className={styles.meta}>
        {asked && found.isSuccess && others.length === 0 && t`Nobody else has a name like this.`}
      </p>
      {others.length > 0 && (
        <ul className={styles.rows}>
          {others.map((each) => (
            <Colleague
              key={each.person_id}
              id={each.person_id}
              name={each.display_name}
              unitId={each.unit_id}
              ideaId={idea.idea_id}
              done={() => {
                setWords('')
              }}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

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
          aria-label={t`Take ${name} out`}
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

function Shares({ idea, etag }: { idea: IdeasIdeaSeen; etag: string }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const authors = idea.authors ?? []
  const people = authors.map((each) => each.person_id)
  const [typed, setTyped] = useState<Record<string, string>>({})
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
      setTyped({})
    },
    // another version is looked at with what was typed kept
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
        if (fits) proposing.mutate()
      }}
    >
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
              setTyped({ ...typed, [author.person_id]: value })
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
          {proposing.error && <Trouble error={proposing.error} />}
          <div className={styles.acts}>
            <Button type="submit" variant="secondary" working={proposing.isPending}>
              {unchanged && idea.may.includes('agree') ? t`Agree to the shares` : t`Propose these shares`}
            </Button>
            <Button
              variant="tertiary"
              onClick={() => {
                setTyped(evenly(people))
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
