// A review: first the declaration, alone; then the text and the questions beside each other; then what came of it.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { drafts, type Got, type ReviewForm, useHolding, useMe } from '../../api'
import { Button, ButtonLink, Link, Loading, Note, Page, Reading, Trouble, useMoments } from '../../ui'
import { After } from './after'
import { Answers, Questions } from './form'
import { Declare } from './declare'
import { owed } from './list'
import { askedQuery, formQuery } from './queries'
import styles from './review.module.css'
import { type Kept, keyOf } from './sheet'
import { ASSIGNMENTS, ROUNDS } from './words'

const route = getRouteApi('/inside/reviews/$assignmentId')

function Settled({ state }: { state: 'conflicted' | 'released' }) {
  const { t, i18n } = useLingui()
  return (
    <Note kind="info" title={i18n._(ASSIGNMENTS[state])}>
      <p>{t`Nothing is asked of you here any more. What you had written is deleted.`}</p>
      <ButtonLink to="/reviews" variant="secondary">
        {t`To your reviews`}
      </ButtonLink>
    </Note>
  )
}

/** What this device kept is read before the questions are shown, so that nothing jumps into a field. */
function useKeptMarks(assignmentId: string): { kept: Kept | undefined } | null {
  const me = useMe()
  const [read, setRead] = useState<{ kept: Kept | undefined } | null>(null)
  useEffect(() => {
    let here = true
    void drafts.kept<Kept>(me.person_id, keyOf(assignmentId)).then((kept) => {
      if (here) setRead({ kept })
    })
    return () => {
      here = false
    }
  }, [assignmentId, me.person_id])
  return read
}

function Writing({ got }: { got: Got<ReviewForm> }) {
  const { t } = useLingui()
  const id = got.data.assignment_id
  const [holding, here] = useHolding(keyOf(id))
  const read = useKeptMarks(id)
  if (!read || holding === 'asking') return <Loading lines={6} />
  if (holding === 'elsewhere')
    return (
      <>
        <Note kind="warning" title={t`You are writing this review in another tab`} live>
          <p>{t`Here you can only read it. What you go on with here is taken from what was saved.`}</p>
          <Button variant="secondary" onClick={here}>
            {t`Continue here`}
          </Button>
        </Note>
        <Answers form={got.data} />
      </>
    )
  return <Questions got={got} kept={read.kept} />
}

function Beside({ got }: { got: Got<ReviewForm> }) {
  const { t } = useLingui()
  const form = got.data
  const open = owed(form)
  return (
    <div className={styles.desk}>
      <article className={styles.paper} id="text" tabIndex={-1} aria-labelledby="paper-title">
        <h2 className={styles.papertitle} id="paper-title">
          {form.title}
        </h2>
        <p className={styles.meta}>{t`As it stood when the round was opened; it does not change while it is reviewed.`}</p>
        <Reading html={form.html} weighty />
      </article>
      <div className={styles.sheet}>
        {open ? <Writing key={got.data.assignment_id} got={got} /> : <Answers form={form} />}
        {form.state === 'submitted' && <After form={form} />}
      </div>
    </div>
  )
}

function Stand({ form }: { form: ReviewForm }) {
  const { t } = useLingui()
  const moments = useMoments()
  const asked = useQuery(askedQuery(form.assignment_id)).data
  const [changed, change] = useState(false)
  const open = owed(form)
  const due = moments.day(form.due_on)
  return (
    <>
      <div className={styles.stand}>
        {open && <p>{t`Due until ${due}, 24:00.`}</p>}
        {form.round_state === 'cancelled' && <p>{t`The round was broken off; nothing is owed any more.`}</p>}
        {form.state === 'drafted' && open && (
          <p>
            {t`You declared that nothing binds you to this idea.`}{' '}
            <button
              type="button"
              className={styles.link}
              aria-expanded={changed}
              onClick={() => {
                change(!changed)
              }}
            >
              {t`Something changed?`}
            </button>
          </p>
        )}
      </div>
      {changed && asked && <Declare asked={asked} />}
    </>
  )
}

function Opened({ assignmentId }: { assignmentId: string }) {
  const form = useQuery({ ...formQuery(assignmentId), refetchOnWindowFocus: false })
  if (form.isPending) return <Loading lines={10} />
  if (!form.data) return <Trouble error={form.error} onRetry={() => void form.refetch()} />
  const { state } = form.data.data
  if (state === 'conflicted' || state === 'released') return <Settled state={state} />
  return (
    <>
      <Stand form={form.data.data} />
      <Beside got={form.data} />
    </>
  )
}

function Step({ assignmentId }: { assignmentId: string }) {
  const { t, i18n } = useLingui()
  const asked = useQuery(askedQuery(assignmentId))
  if (asked.isPending) return <Loading lines={5} />
  if (asked.error) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Trouble error={{ status: 404 }} />
  const { state, round_state } = asked.data
  if (state !== 'assigned') return <Opened assignmentId={assignmentId} />
  if (owed({ state, round_state })) return <Declare asked={asked.data} />
  return (
    <Note kind="info" title={i18n._(ROUNDS[round_state])}>
      <p>{t`The round is over; nothing is owed any more.`}</p>
    </Note>
  )
}

export function Review() {
  const { t } = useLingui()
  const { assignmentId } = route.useParams()
  return (
    <Page
      title={t`Review an idea`}
      section={t`Reviews`}
      above={<Link to="/reviews">{t`Your reviews`}</Link>}
      lead={<p>{t`Names are hidden both ways: you do not see the authors, they do not see you.`}</p>}
    >
      <Step key={assignmentId} assignmentId={assignmentId} />
    </Page>
  )
}
