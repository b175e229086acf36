// The reviews that are asked of the reader, by the day they are due; then those that are done.
import { Plural, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReviewMyAssignment, useNow } from '../../api'
import { More } from '../../parts'
import { ButtonLink, daysBetween, Empty, Page, PlainLink, Section, useMoments } from '../../ui'
import styles from './list.module.css'
import { mineQuery } from './queries'
import { ASSIGNMENTS } from './words'

const HOT = 2

/** Whether something can still be done: a review to write, or one to look at again. */
export function owed({ state, round_state }: Pick<ReviewMyAssignment, 'state' | 'round_state'>): boolean {
  if (state === 'submitted') return round_state === 'calibrating'
  return ['assigned', 'drafted'].includes(state) && ['open', 'calibrating'].includes(round_state)
}

function Left({ day }: { day: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const left = daysBetween(moments.dayAt(useNow()), day)
  const date = moments.shortDay(day)
  return (
    <p className={styles.left} data-hot={left <= HOT || undefined}>
      <b>
        {left < 0 && t`Overdue`}
        {left === 0 && t`Today`}
        {left > 0 && <Plural value={left} one="# day" other="# days" />}
      </b>
      <span>{left < 0 ? t`since ${date}` : t`by ${date}`}</span>
    </p>
  )
}

function Row({ one }: { one: ReviewMyAssignment }) {
  const { t, i18n } = useLingui()
  const open = owed(one)
  return (
    <li className={styles.row}>
      <p className={styles.title}>
        <PlainLink to="/reviews/$assignmentId" params={{ assignmentId: one.assignment_id }} data-row>
          {one.title}
        </PlainLink>
      </p>
      <p className={styles.how}>
        {open && one.state === 'submitted' && t`The reviews are far apart: look at yours again`}
        {open && one.state === 'assigned' && t`First say whether you have a conflict of interest`}
        {open && one.state === 'drafted' && t`${one.answered} of ${one.questions} answered`}
        {!open && i18n._(ASSIGNMENTS[one.state])}
      </p>
      {open && <Left day={one.due_on} />}
    </li>
  )
}

function None() {
  const { t } = useLingui()
  return (
    <Empty title={t`No review waits for you`}>
      <p>{t`The scheme office asks people who know the subject. When it asks you, it stands here with its day.`}</p>
      <ButtonLink to="/ideas" variant="secondary">
        {t`See what others propose`}
      </ButtonLink>
    </Empty>
  )
}

function Rows({ reviews }: { reviews: ReviewMyAssignment[] }) {
  return (
    <ol className={styles.list}>
      {reviews.map((each) => (
        <Row key={each.assignment_id} one={each} />
      ))}
    </ol>
  )
}

/** What is still owed first, by its day. */
function Parted({ reviews }: { reviews: readonly ReviewMyAssignment[] }) {
  const { t } = useLingui()
  const open = reviews.filter(owed).sort((one, other) => one.due_on.localeCompare(other.due_on))
  const done = reviews.filter((each) => !owed(each))
  return (
    <>
      <Section id="open" title={t`Asked of you`}>
        {open.length === 0 ? <None /> : <Rows reviews={open} />}
      </Section>
      {done.length > 0 && (
        <Section id="done" title={t`Done`}>
          <Rows reviews={done} />
        </Section>
      )}
    </>
  )
}

export function Reviews() {
  const { t } = useLingui()
  const list = useInfiniteQuery(mineQuery)
  const all = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={t`Your reviews`} lead={<p>{t`You do not see who wrote an idea, and its authors do not see that you review it.`}</p>}>
      <More asked={list} items={all} empty={<Parted reviews={all} />}>
        {(shown) => <Parted reviews={shown} />}
      </More>
    </Page>
  )
}
