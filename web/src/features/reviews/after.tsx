// What a reviewer sees once the own review is in: how far all are apart, and what the reviewers say to each other.
import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { data, type ReviewForm, reviewWriteNote, useKept } from '../../api'
import { More } from '../../parts'
import { Button, Empty, Loading, Note, Section, TextField, Trouble, useMoments } from '../../ui'
import { Spread } from './picture'
import { calibrationQuery, notesQuery, outcomeQuery } from './queries'
import styles from './review.module.css'
import { Came } from './came'

const MOST = 2000

function Calibration({ form }: { form: ReviewForm }) {
  const { t } = useLingui()
  const moments = useMoments()
  const spread = useQuery(calibrationQuery(form.assignment_id))
  const until = spread.data?.until ? moments.day(spread.data.until) : null
  return (
    <Section id="spread" title={t`How far the reviews are apart`}>
      {spread.isPending && <Loading lines={4} />}
      {spread.error && <Trouble error={spread.error} onRetry={() => void spread.refetch()} />}
      {until && <p className={styles.meta}>{t`You may change your marks until ${until}, 24:00.`}</p>}
      {spread.data && <Spread criteria={spread.data.criteria} />}
    </Section>
  )
}

function Write({ review }: { review: ReviewForm }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const { form, change, once, done } = useKept(`review-note/${review.assignment_id}`, { text: '' })
  const [tried, setTried] = useState(false)
  const { text } = form
  const over = text.length - MOST
  const wrong = tried && !text.trim() ? t`Write what you want to say` : over > 0 ? t`Shorten this by ${over} characters` : undefined
  const sending = useMutation({
    mutationFn: () => data(reviewWriteNote({ path: { assignment_id: review.assignment_id }, body: { text }, headers: once })),
    onSuccess: async () => {
      setTried(false)
      await done()
      await queries.invalidateQueries({ queryKey: notesQuery(review.assignment_id).queryKey })
    },
  })
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (text.trim() && over <= 0) sending.mutate()
      }}
    >
      {sending.error && <Trouble error={sending.error} />}
      <TextField
        id="note"
        label={t`A note to the other reviewers`}
        hint={t`Those read it who have handed in their review of this round, under a number instead of your name. Neither the authors nor the scheme office.`}
        rows={3}
        most={MOST}
        value={text}
        error={wrong}
        onChange={(next) => {
          change({ text: next })
        }}
      />
      <Button type="submit" variant="secondary" working={sending.isPending}>
        {t`Send to the other reviewers`}
      </Button>
    </form>
  )
}

function Notes({ form }: { form: ReviewForm }) {
  const { t } = useLingui()
  const moments = useMoments()
  const notes = useInfiniteQuery(notesQuery(form.assignment_id))
  const all = notes.data?.pages.flatMap((page) => page.items) ?? []
  const over = ['concluded', 'cancelled'].includes(form.round_state)
  return (
    <Section id="notes" title={t`Notes among reviewers`}>
      <More
        asked={notes}
        items={all}
        empty={
          <Empty title={t`No note yet`}>
            <p>{t`Reviewers who have handed in can ask each other here what they meant.`}</p>
          </Empty>
        }
      >
        {(shown) => (
          <ol className={styles.notes}>
            {shown.map((note) => (
              <li key={note.note_id} data-row tabIndex={-1}>
                <p className={styles.meta}>
                  <b>{note.mine ? t`You` : t`Reviewer ${note.reviewer}`}</b>{' '}
                  <time dateTime={note.written_at}>{moments.time(note.written_at)}</time>
                </p>
                <p className={styles.words}>{note.text}</p>
              </li>
            ))}
          </ol>
        )}
      </More>
      {!over && <Write review={form} />}
    </Section>
  )
}

function Outcome({ roundId }: { roundId: string }) {
  const { t } = useLingui()
  const outcome = useQuery(outcomeQuery(roundId))
  return (
    <Section id="outcome" title={t`What the round came to`}>
      {outcome.isPending && <Loading lines={4} />}
      {outcome.error && <Trouble error={outcome.error} onRetry={() => void outcome.refetch()} />}
      {outcome.data && <Came round={outcome.data} />}
    </Section>
  )
}

export function After({ form }: { form: ReviewForm }) {
  const { t } = useLingui()
  return (
    <div className={styles.after}>
      <Note kind="success" title={t`Your review is handed in`}>
        <p>
          {form.round_state === 'open' && <Trans>When enough reviews are in, you see here what the round came to.</Trans>}
          {form.round_state === 'calibrating' && <Trans>The round ends when the reviewers have looked at the spread.</Trans>}
          {form.round_state === 'concluded' && <Trans>The round is concluded.</Trans>}
          {form.round_state === 'cancelled' && <Trans>The round was broken off.</Trans>}
        </p>
      </Note>
      {form.round_state === 'calibrating' && <Calibration form={form} />}
      {form.round_state === 'concluded' && <Outcome roundId={form.round_id} />}
      <Notes form={form} />
    </div>
  )
}
