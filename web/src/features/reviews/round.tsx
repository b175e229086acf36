// A round for the scheme office: how far it is, who is late, whom to ask instead, a later day, the end, the outcome.
import { Plural, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { data, onceKey, reviewConclude, reviewExtend, type ReviewRoundView, useNow } from '../../api'
import { Button, Columns, Link, Loading, Note, Page, Panel, Section, TextField, Trouble, useMoments } from '../../ui'
import { Came } from './came'
import { Exclusions } from './exclusions'
import { Others, Reviewers } from './people'
import { ideaQuery, roundQuery } from './queries'
import styles from './round.module.css'
import { ROUNDS } from './words'

const route = getRouteApi('/inside/rounds/$roundId')
const FEWEST = 2

export const over = ({ state }: Pick<ReviewRoundView, 'state'>) => ['concluded', 'cancelled'].includes(state)

function Extend({ round }: { round: ReviewRoundView }) {
  const { t } = useLingui()
  const moments = useMoments()
  const queries = useQueryClient()
  const [days, setDays] = useState('5')
  const [once, setOnce] = useState(onceKey)
  const [tried, setTried] = useState(false)
  const fits = /^([1-9]|[1-5]\d|60)$/.test(days)
  const extending = useMutation({
    mutationFn: () =>
      data(reviewExtend({ path: { round_id: round.round_id }, body: { working_days: Number(days) }, headers: once })),
    onSuccess: async () => {
      setOnce(onceKey())
      await queries.invalidateQueries({ queryKey: ['review'] })
    },
  })
  const due = extending.data ? moments.day(extending.data.due_on) : null
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (fits) extending.mutate()
      }}
    >
      <TextField
        id="extend-days"
        type="number"
        min={1}
        max={60}
        label={t`Working days more`}
        hint={t`They are counted at the seat, from the day it is due now or from today. Reviewers are told.`}
        value={days}
        error={tried && !fits ? t`Give a number from 1 to 60` : undefined}
        onChange={setDays}
      />
      {extending.error && <Trouble error={extending.error} />}
      <p role="status">{due && t`The reviews are due until ${due} now.`}</p>
      <Button type="submit" variant="secondary" working={extending.isPending}>
        {t`Extend the round`}
      </Button>
    </form>
  )
}

function Conclude({ round }: { round: ReviewRoundView }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [once] = useState(onceKey)
  const [sure, setSure] = useState(false)
  const concluding = useMutation({
    mutationFn: () => data(reviewConclude({ path: { round_id: round.round_id }, headers: once })),
    onSuccess: () => queries.invalidateQueries(),
  })
  const calibrates = round.state === 'calibrating'
  if (!calibrates && !(round.overdue && round.submitted >= FEWEST))
    return (
      <p>
        {t`It ends by itself with ${round.quorum} reviews. By hand it can be ended when its day has passed and there are at least ${FEWEST}.`}
      </p>
    )
  return (
    <div className={styles.form}>
      <p>
        {calibrates
          ? t`The reviews are far apart, and the reviewers look at the spread. You may wait for the day, or end it now.`
          : t`Its day has passed. You may end it with the reviews that are in; the outcome says that they are fewer.`}
      </p>
      {concluding.error && <Trouble error={concluding.error} />}
      {sure ? (
        <div className={styles.acts}>
          <Button
            working={concluding.isPending}
            onClick={() => {
              concluding.mutate()
            }}
          >
            {t`End the round now`}
          </Button>
          <Button
            variant="secondary"
            onClick={() => {
              setSure(false)
            }}
          >
            {t`Let it go on`}
          </Button>
        </div>
      ) : (
        <Button
          variant="secondary"
          onClick={() => {
            setSure(true)
          }}
        >
          {t`Conclude the round`}
        </Button>
      )}
      {sure && <p role="status">{t`The outcome is told to the authors at once and cannot be taken back.`}</p>}
    </div>
  )
}

function Facts({ round }: { round: ReviewRoundView }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const late = round.due_on < moments.dayAt(useNow()) && round.state === 'open'
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t`Stands`}</dt>
        <dd>{i18n._(ROUNDS[round.state])}</dd>
      </div>
      <div>
        <dt>{t`Reviews so far`}</dt>
        <dd>{t`${round.submitted} of ${round.quorum}`}</dd>
      </div>
      <div>
        <dt>{t`Due until`}</dt>
        <dd data-late={late || undefined}>
          {moments.day(round.calibrate_until && round.state === 'calibrating' ? round.calibrate_until : round.due_on)}
        </dd>
      </div>
      {round.conflicts > 0 && (
        <div>
          <dt>{t`Conflicts of interest`}</dt>
          <dd>{round.conflicts}</dd>
        </div>
      )}
    </dl>
  )
}

function Body({ round }: { round: ReviewRoundView }) {
  const { t } = useLingui()
  const short = round.overdue && round.state === 'open'
  return (
    <>
      {short && (
        <Note kind="warning" title={t`The day has passed without enough reviews`}>
          <p>
            <Plural
              value={round.quorum - round.submitted}
              one="# review is missing. Extend the round, ask somebody else, or conclude it."
              other="# reviews are missing. Extend the round, ask somebody else, or conclude it."
            />
          </p>
        </Note>
      )}
      <Facts round={round} />
      <Columns
        aside={
          !over(round) && (
            <>
              <Panel title={t`A later day`}>
                <Extend round={round} />
              </Panel>
              <Panel title={t`The end of the round`}>
                <Conclude round={round} />
              </Panel>
            </>
          )
        }
      >
        {round.outcome && (
          <Section id="outcome" title={t`What the round came to`}>
            <Came round={round} />
          </Section>
        )}
        <Section id="reviewers" title={t`Reviewers`} aside={t`Who gave which mark is told to nobody.`}>
          <Reviewers round={round} />
        </Section>
        <Section id="exclusions" title={t`Conflicts of interest`} aside={t`Whoever has one is not asked, and released if they were.`}>
          <Exclusions round={round} open={!over(round)} />
        </Section>
        {!over(round) && (
          <Section id="others" title={t`Ask somebody`} aside={t`Those who owe least come first.`}>
            <Others round={round} />
          </Section>
        )}
      </Columns>
    </>
  )
}

function About({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const idea = useQuery(ideaQuery(ideaId)).data?.data
  return (
    <p>
      <Link to="/ideas/$ideaId" params={{ ideaId }} lang={idea?.language}>
        {idea?.title ?? t`To the idea`}
      </Link>
    </p>
  )
}

export function Round() {
  const { t } = useLingui()
  const { roundId } = route.useParams()
  const round = useQuery(roundQuery(roundId))
  return (
    <Page
      title={t`Round of peer review`}
      section={t`Reviews`}
      above={<Link to="/reviews">{t`Reviews`}</Link>}
      lead={round.data && <About ideaId={round.data.idea_id} />}
    >
      {round.isPending && <Loading lines={8} />}
      {round.error && <Trouble error={round.error} onRetry={() => void round.refetch()} />}
      {round.data && <Body key={roundId} round={round.data} />}
    </Page>
  )
}
