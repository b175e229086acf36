// One point, with the opinion in view: its answer and the reason for it.
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, type SubmitEvent, useEffect, useState } from 'react'
import type { UnionDialogueCaseSeen, UnionDialoguePointIn } from '../../api'
import { Button, ErrorSummary, Link, RadioField, TextField, type Wrong } from '../../ui'
import { type Answer, type Answers, type Kind, nextOf } from './answers'
import { Opinion, saidIn } from './delivered'
import styles from './response.module.css'
import { ANSWERS } from './words'

interface Props {
  it: UnionDialogueCaseSeen
  point: UnionDialoguePointIn
  drafts: Answers
  write: (drafts: Answers) => void
  next: (number: number | undefined) => void
  /** What somebody else wrote, and how far the server has it. */
  meanwhile: ReactNode
  saved: ReactNode
}

export function Answering({ it, point, drafts, write, next, meanwhile, saved }: Props) {
  const { t, i18n } = useLingui()
  const [tried, tries] = useState(false)
  const { number } = point
  const answer: Answer = drafts[number] ?? { answer: '', reason: '' }
  const opinion = saidIn(it)
  const set = (change: Partial<Answer>) => {
    write({ ...drafts, [number]: { ...answer, ...change } })
  }
  const missing: Wrong[] = []
  if (!answer.answer) missing.push({ field: 'answer', message: t`Choose an answer` })
  if (!answer.reason.trim()) missing.push({ field: 'reason', message: t`Give the reason` })
  const wrong = tried ? missing : []
  const error = (field: string) => wrong.find((each) => each.field === field)?.message
  useEffect(() => {
    document.getElementById('point-title')?.focus()
  }, [])
  function submit(event: SubmitEvent) {
    event.preventDefault()
    tries(true)
    if (missing.length === 0) next(nextOf(it.unanswered, drafts, number))
  }
  const total = opinion?.points?.length ?? 0
  return (
    <div className={styles.two}>
      <div className={styles.source}>{opinion && <Opinion opinion={opinion} />}</div>
      <form noValidate className={styles.form} onSubmit={submit}>
        <h2 id="point-title" tabIndex={-1}>
          <Trans>
            Point {number} of {total}
          </Trans>
        </h2>
        <p className={styles.point}>{point.text}</p>
        {point.demand && (
          <p className={styles.quiet}>
            <Trans>Demand: {point.demand}</Trans>
          </p>
        )}
        <ErrorSummary errors={wrong} />
        {meanwhile}
        <RadioField<Kind>
          id="answer"
          label={t`Answer`}
          value={answer.answer}
          error={error('answer')}
          options={(Object.keys(ANSWERS) as Kind[]).map((value) => ({
            value,
            label: i18n._(ANSWERS[value].label),
            hint: i18n._(ANSWERS[value].hint),
          }))}
          onChange={(chosen) => {
            set({ answer: chosen })
          }}
        />
        <TextField
          id="reason"
          label={t`Reason`}
          hint={t`The representatives read it as it stands.`}
          rows={5}
          most={20_000}
          value={answer.reason}
          error={error('reason')}
          onChange={(reason) => {
            set({ reason })
          }}
        />
        <div className={styles.acts}>
          <Button type="submit">
            {nextOf(it.unanswered, drafts, number) === undefined ? t`Check all answers` : t`Go to the next point`}
          </Button>
          <Link to="/cases/$caseId/response" params={{ caseId: it.case_id }} search={{}}>
            {t`Back to all points`}
          </Link>
        </div>
        {saved}
        <p className={styles.meta}>{t`Nothing is published before you have seen all answers together.`}</p>
      </form>
    </div>
  )
}
