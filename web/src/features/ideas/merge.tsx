// Which idea another one lives on in: those that are alike, with the words that they share, and what stays separate.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { IdeasIdeaLine, IdeasIdeaSeen } from '../../api'
import { Link, Panel, RadioField, STANDS, TextField, Trouble, useMoments } from '../../ui'
import { useName } from './author'
import styles from './merge.module.css'
import { foundQuery, ideaQuery, similarQuery } from './queries'
import { useSettled } from './settled'

/** Those that something can be merged into: handed in, and not answered yet. */
const TAKES = ['submitted', 'under_review', 'reviewed', 'in_consultation', 'decision_pending']
const LETTERS = 2

interface Props {
  idea: IdeasIdeaSeen
  into: string
  error: string | undefined
  choose: (into: string) => void
}

interface Candidate {
  line: IdeasIdeaLine
  words: string[]
}

function useCandidates(idea: IdeasIdeaSeen, typed: string) {
  const similar = useQuery(similarQuery(idea.title, idea.text ?? '', idea.idea_id))
  const settled = useSettled(typed.trim())
  const found = useQuery({ ...foundQuery(settled), enabled: settled.length >= LETTERS })
  const alike: Candidate[] = (similar.data ?? []).map((line) => ({ line, words: line.shared_words }))
  const known = new Set([idea.idea_id, ...alike.map(({ line }) => line.idea_id)])
  const more = settled.length >= LETTERS ? (found.data ?? []) : []
  const others: Candidate[] = more.filter((line) => !known.has(line.idea_id)).map((line) => ({ line, words: [] }))
  const candidates = [...alike, ...others].filter(({ line }) => TAKES.includes(line.status))
  return { candidates, ready: !similar.isPending && !found.isFetching, error: similar.error ?? found.error }
}

function Named({ personId, share }: { personId: string; share: number }) {
  const name = useName(personId)
  return (
    <li>
      {name} ({share} %)
    </li>
  )
}

/** What a merge does and what it leaves alone, before it is done. */
function Preview({ idea, into }: { idea: IdeasIdeaSeen; into: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const target = useQuery(ideaQuery(into))
  const at = idea.priority_at ? moments.time(idea.priority_at) : ''
  if (!target.data) return target.error ? <Trouble error={target.error} /> : null
  const { title, number, language } = target.data.data
  return (
    <Panel title={t`What the merge does`}>
      <p>
        <Trans>
          It lives on in No. {number}, <b lang={language}>{title}</b>, whose text stays as it is. Each of the two shows the
          other one.
        </Trans>
      </p>
      <p className={styles.stays}>{t`This stays separate:`}</p>
      <ul className={styles.list}>
        <li>
          <Trans>its time of receipt, {at}</Trans>
        </li>
        <li>
          {t`its authors with their shares:`}
          <ul className={styles.list}>
            {idea.authors?.map((each) => (
              <Named key={each.person_id} personId={each.person_id} share={each.share} />
            ))}
          </ul>
        </li>
        <li>
          <Plural
            value={idea.endorsements}
            one="its supporter, who is asked whether they support the other one too"
            other="its # supporters, who are asked whether they support the other one too"
          />
        </li>
      </ul>
      <p>
        <Link to="/ideas/$ideaId" params={{ ideaId: into }} target="_blank">
          {t`Read the other idea in a new tab`}
        </Link>
      </p>
    </Panel>
  )
}

export function MergeInto({ idea, into, error, choose }: Props) {
  const { t, i18n } = useLingui()
  const [typed, type] = useState('')
  const { candidates, ready, error: failed } = useCandidates(idea, typed)
  return (
    <>
      <TextField
        id="triage-words"
        label={t`Look for other ideas`}
        hint={t`Those that share words with this one stand below already.`}
        value={typed}
        onChange={type}
      />
      {failed && <Trouble error={failed} />}
      {candidates.length > 0 ? (
        <RadioField<string>
          id="triage-into"
          label={t`It lives on in`}
          value={into}
          error={error}
          options={candidates.map(({ line, words }) => {
            const shared = words.join(', ')
            const stands = i18n._(STANDS[line.status].label)
            return {
              value: line.idea_id,
              label: (
                <span lang={line.language}>
                  {line.number}. {line.title}
                </span>
              ),
              hint: shared ? t`${stands}. Shares: ${shared}` : stands,
            }
          })}
          onChange={choose}
        />
      ) : (
        <p id="triage-into" tabIndex={-1} role="status" className={styles.meta}>
          {ready && t`No idea that it could be merged into shares words with it. Look for one above.`}
        </p>
      )}
      {into && <Preview idea={idea} into={into} />}
    </>
  )
}
