// The questions of the rubric with their marks, the words of the reviewer, the last look, and the end of it.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import {
  call,
  data,
  drafts,
  type Got,
  isRefusal,
  onceKey,
  type ReviewForm,
  reviewGetAssignment,
  reviewPutDraft,
  reviewSubmit,
  useMe,
} from '../../api'
import { type Saving, Sheet } from '../../parts'
import { Button, ErrorSummary, Note, ScaleField, TextField, Trouble, useMoments, type Wrong } from '../../ui'
import styles from './review.module.css'
import { type Kept, keyOf, type Marks, marksOf, same } from './sheet'
import { STEPS } from './words'

const MOST = 10_000

/** The marks and the words, to be read. */
export function Answers({ form, marks = marksOf(form) }: { form: Pick<ReviewForm, 'questions' | 'scores' | 'comment'>; marks?: Marks }) {
  const { t, i18n } = useLingui()
  return (
    <dl className={styles.answers}>
      {form.questions.map(({ criterion, question }) => {
        const mark = marks.scores[criterion]
        const word = mark === undefined ? undefined : STEPS[mark - 1]
        return (
          <div key={criterion}>
            <dt>{question}</dt>
            <dd>{mark !== undefined && word ? `${mark}: ${i18n._(word)}` : t`no mark yet`}</dd>
          </div>
        )
      })}
      <div>
        <dt>{t`Why?`}</dt>
        <dd className={styles.words}>{marks.comment || t`nothing written`}</dd>
      </div>
    </dl>
  )
}

function Saved({ saving }: { saving: Saving }) {
  const { t } = useLingui()
  const moments = useMoments()
  const at = saving.state === 'saved' ? moments.clock(saving.at) : ''
  return (
    <span>
      {saving.state === 'waiting' && t`Kept on this device.`}
      {saving.state === 'saved' && t`Saved at ${at}.`}
      {saving.state === 'device' && t`Kept on this device. The server has not taken it yet; it is tried again.`}
      {saving.state === 'refused' && t`Kept on this device. The server does not take it as it is.`}
    </span>
  )
}

function Both({ form, mine, theirs, settle }: { form: ReviewForm; mine: Marks; theirs: Marks; settle: (mine: boolean) => void }) {
  const { t } = useLingui()
  return (
    <Note kind="warning" title={t`You wrote this review on another device too`} live>
      <div className={styles.sides}>
        <section>
          <h3>{t`On this device`}</h3>
          <Answers form={form} marks={mine} />
        </section>
        <section>
          <h3>{t`On the server`}</h3>
          <Answers form={form} marks={theirs} />
        </section>
      </div>
      <div className={styles.acts}>
        <Button
          variant="secondary"
          onClick={() => {
            settle(true)
          }}
        >
          {t`Keep this one`}
        </Button>
        <Button
          variant="secondary"
          onClick={() => {
            settle(false)
          }}
        >
          {t`Take the other`}
        </Button>
      </div>
    </Note>
  )
}

interface CheckProps {
  form: ReviewForm
  marks: Marks
  back: () => void
}

function Check({ form, marks, back }: CheckProps) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [once] = useState(onceKey)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  const handing = useMutation({
    mutationFn: () => data(reviewSubmit({ path: { assignment_id: form.assignment_id }, headers: once })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['review'] }),
  })
  return (
    <div className={styles.check}>
      <h2 ref={heading} tabIndex={-1} className={styles.h2}>
        {t`Check your review`}
      </h2>
      <p>{t`The authors read the words and, for each question, how far apart all marks are. Nobody reads who wrote what.`}</p>
      <Answers form={form} marks={marks} />
      {handing.error && <Trouble error={handing.error} />}
      <div className={styles.acts}>
        <Button
          working={handing.isPending}
          onClick={() => {
            handing.mutate()
          }}
        >
          {t`Submit`}
        </Button>
        <Button variant="secondary" onClick={back}>
          {t`Go on writing`}
        </Button>
      </div>
      <p className={styles.meta}>{t`Afterwards it stays as it is, unless the reviews are far apart: then you can look at it again.`}</p>
    </div>
  )
}

function useSheet(got: Got<ReviewForm>, kept: Kept | undefined) {
  const me = useMe()
  const path = { assignment_id: got.data.assignment_id }
  const key = keyOf(path.assignment_id)
  const written = (found: Got<ReviewForm>) => ({ value: marksOf(found.data), etag: found.etag })
  const [sheet] = useState(
    () =>
      new Sheet<Marks>(written(got), kept && { value: kept.marks, etag: kept.etag }, {
        put: async (marks, etag) => {
          const saved = await call(reviewPutDraft({ path, body: marks, headers: { 'If-Match': etag } }))
          return { value: marks, etag: saved.etag }
        },
        read: async () => written(await call(reviewGetAssignment({ path }))),
        same,
        keep: ({ value, etag }) => void drafts.keep(me.person_id, key, { marks: value, etag } satisfies Kept),
        drop: () => drafts.drop(me.person_id, key),
      }),
  )
  return { sheet, ...useSyncExternalStore(sheet.subscribe, sheet.state) }
}

function Foot({ form, marks, saving }: { form: ReviewForm; marks: Marks; saving: Saving }) {
  const { t } = useLingui()
  const done = form.questions.filter(({ criterion }) => marks.scores[criterion] !== undefined).length
  return (
    <p role="status" className={styles.saved}>
      <span className={styles.meter} aria-hidden="true">
        {form.questions.map(({ criterion }, at) => (
          <i key={criterion} data-on={at < done || undefined} />
        ))}
      </span>
      <span>{t`${done} of ${form.questions.length} answered.`}</span> <Saved saving={saving} />
    </p>
  )
}

export function Questions({ got, kept }: { got: Got<ReviewForm>; kept: Kept | undefined }) {
  const { t, i18n } = useLingui()
  const form = got.data
  const { sheet, value: marks, saving, theirs } = useSheet(got, kept)
  const [tried, setTried] = useState(0)
  const [checking, setChecking] = useState(false)
  const again = form.state === 'submitted'
  const words = STEPS.map((step) => i18n._(step))
  const missing: Wrong[] = form.questions
    .filter(({ criterion }) => marks.scores[criterion] === undefined)
    .map(({ criterion, question }) => ({ field: `mark-${criterion}`, message: t`Give a mark: ${question}` }))
  if (marks.comment.length > MOST)
    missing.push({ field: 'why', message: t`Shorten this by ${marks.comment.length - MOST} characters` })
  const wrong = tried > 0 ? missing : []
  const of = (field: string) => wrong.find((each) => each.field === field)?.message
  const refusal = saving.state === 'refused' && isRefusal(saving.error) ? saving.error : undefined
  async function check() {
    setTried(tried + 1)
    if (missing.length === 0 && (await sheet.save()) && !again) setChecking(true)
  }
  if (checking)
    return (
      <Check
        form={form}
        marks={marks}
        back={() => {
          setChecking(false)
        }}
      />
    )
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      {again && (
        <Note kind="info" title={t`The reviews are far apart`}>
          <p>{t`Look at the spread and the notes below. You may change your marks until the day named; each change counts at once.`}</p>
        </Note>
      )}
      {wrong.length > 0 && <ErrorSummary key={tried} errors={wrong} />}
      {refusal && wrong.length === 0 && <Trouble error={refusal} />}
      {theirs && <Both form={form} mine={marks} theirs={theirs.value} settle={sheet.settle} />}
      {form.questions.map(({ criterion, question, weight }, at) => (
        <div key={criterion} className={styles.question}>
          <ScaleField
            id={`mark-${criterion}`}
            label={`${at + 1}. ${question}`}
            words={words}
            value={marks.scores[criterion]}
            error={of(`mark-${criterion}`)}
            onChange={(mark) => {
              sheet.write({ ...marks, scores: { ...marks.scores, [criterion]: mark } })
            }}
          />
          <p className={styles.meta}>{t`Weighs ${weight} of 100.`}</p>
          <a href="#text" className={styles.totext}>
            {t`Back to the idea`}
          </a>
        </div>
      ))}
      <TextField
        id="why"
        label={t`Why?`}
        hint={t`The authors read this, without your name. Two sentences are enough.`}
        rows={5}
        most={MOST}
        value={marks.comment}
        error={of('why')}
        onChange={(comment) => {
          sheet.write({ ...marks, comment })
        }}
      />
      <div className={styles.foot}>
        <Foot form={form} marks={marks} saving={saving} />
        <Button type="submit">{again ? t`Save the change` : t`Check and submit`}</Button>
      </div>
    </form>
  )
}
