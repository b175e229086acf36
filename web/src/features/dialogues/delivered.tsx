// An opinion as both sides read it: stance, text, numbered points, votes, minority views, and slips put right.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import {
  data,
  type UnionDialogueCaseSeen,
  unionDialogueCorrectOpinion,
  type UnionDialogueOpinionIn,
} from '../../api'
import { Button, Note, Section, TextField, Trouble, useMoments } from '../../ui'
import { useAct } from './act'
import { useMemory } from './memory'
import styles from './opinion.module.css'
import { STANCES } from './words'

export type Said = Pick<UnionDialogueOpinionIn, 'stance' | 'resolution' | 'points' | 'votes' | 'minority_views'> & {
  present?: readonly string[] | null
  seats?: number
  quorum?: number
  delivered_at?: string
}

/** The opinion of a case, which the service keeps as it was delivered. */
export function saidIn(it: UnionDialogueCaseSeen): Said | null {
  return it.opinion as Said | null
}

export function Opinion({ opinion }: { opinion: Said }) {
  const { t, i18n } = useLingui()
  const { in_favour: yes, against: no, abstained: none } = opinion.votes
  const present = opinion.present?.length
  const { seats, quorum } = opinion
  return (
    <article className={styles.paper}>
      <h2>{i18n._(STANCES[opinion.stance])}</h2>
      <p className={styles.resolution}>{opinion.resolution}</p>
      {(opinion.points ?? []).length > 0 && (
        <ol className={styles.points}>
          {opinion.points?.map((point) => (
            <li key={point.number} value={point.number}>
              <p>{point.text}</p>
              {point.demand && (
                <p className={styles.demand}>
                  <Trans>Demand: {point.demand}</Trans>
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      <p className={styles.quiet}>
        <Trans>
          Votes: {yes} for, {no} against, {none} abstentions.
        </Trans>{' '}
        {present !== undefined && seats !== undefined && (
          <Trans>
            {present} of {seats} took part; {quorum} were needed.
          </Trans>
        )}
      </p>
      {(opinion.minority_views ?? []).map((view) => (
        <blockquote key={view}>
          <h3>{t`Minority view`}</h3>
          <p>{view}</p>
        </blockquote>
      ))}
    </article>
  )
}

export function Corrections({ it, of }: { it: UnionDialogueCaseSeen; of: 'opinion' | 'response' }) {
  const { t } = useLingui()
  const moments = useMoments()
  const found = it.corrections.filter((each) => each.of === of)
  if (found.length === 0) return null
  return (
    <Section id={`corrected-${of}`} title={t`Put right afterwards`}>
      <ul className={styles.corrections}>
        {found.map((each) => {
          const former = each.former as { answer?: string; reason?: string } | null | undefined
          return (
            <li key={each.number}>
              <p className={styles.meta}>
                <time dateTime={each.at}>{moments.time(each.at)}</time>
                {each.point !== null && `, ${t`point ${each.point}`}`}
              </p>
              <p className={styles.pre}>{each.text}</p>
              {former?.reason && (
                <p className={styles.meta}>
                  <Trans>The reason was before: {former.reason}</Trans>
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Correct({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const [text, write, drop] = useMemory(`opinion/${it.case_id}/correction`, '')
  const [open, show] = useState(text !== '')
  const [empty, setEmpty] = useState(false)
  const act = useAct<string>(
    it.case_id,
    (wanted, once) =>
      data(unionDialogueCorrectOpinion({ path: { case_id: it.case_id }, body: { text: wanted }, headers: once })),
    () => {
      drop()
      show(false)
    },
  )
  if (!open)
    return (
      <Button
        variant="secondary"
        onClick={() => {
          show(true)
        }}
      >
        {t`Put a slip right`}
      </Button>
    )
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        setEmpty(!text.trim())
        if (text.trim()) act.mutate(text.trim())
      }}
    >
      <TextField
        id="correction"
        label={t`What is put right?`}
        hint={t`It stands beside the opinion, which itself does not change.`}
        rows={3}
        value={text}
        error={empty ? t`Write something first` : undefined}
        onChange={write}
      />
      {act.error && <Trouble error={act.error} />}
      <div className={styles.acts}>
        <Button type="submit" working={act.isPending}>
          {t`Put it beside the opinion`}
        </Button>
        <Button
          variant="secondary"
          onClick={() => {
            show(false)
          }}
        >
          {t`Leave it`}
        </Button>
      </div>
    </form>
  )
}

export function Delivered({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const opinion = saidIn(it)
  if (!opinion) return null
  const at = opinion.delivered_at ? moments.time(opinion.delivered_at) : ''
  return (
    <>
      <Section id="delivered" title={t`Opinion of the representatives`} aside={at && t`delivered on ${at}`}>
        {it.warnings.length > 0 && (
          <Note kind="warning" title={t`There is a doubt about the vote`}>
            <ul>
              {it.warnings.map((each) => (
                <li key={each.code}>{each.text}</li>
              ))}
            </ul>
          </Note>
        )}
        <Opinion opinion={opinion} />
      </Section>
      <Corrections it={it} of="opinion" />
      {it.may.includes('correct-opinion') && <Correct it={it} />}
    </>
  )
}
