// Who reviews in a round and how far they are, and whom to ask: by load, with a word on each conflict that is known.
import { Plural, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  data,
  onceKey,
  personQuery,
  reviewAssign,
  type ReviewAssignmentState,
  type ReviewCandidateView,
  reviewRelease,
  type ReviewRoundView,
  unitsQuery,
} from '../../api'
import { Button, Empty, Loading, Table, Trouble, useMoments } from '../../ui'
import { proposalsQuery } from './queries'
import styles from './round.module.css'
import { ASSIGNMENTS } from './words'

function Name({ personId }: { personId: string }) {
  const person = useQuery(personQuery(personId))
  return person.data?.display_name ?? '…'
}

function How({ one }: { one: ReviewAssignmentState }) {
  const { t, i18n } = useLingui()
  return (
    <>
      {i18n._(ASSIGNMENTS[one.state])}
      {one.late && <b className={styles.late}>{t`late`}</b>}
    </>
  )
}

function Release({ one }: { one: ReviewAssignmentState }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const person = useQuery(personQuery(one.person_id)).data
  const [sure, setSure] = useState(false)
  const [once] = useState(onceKey)
  const releasing = useMutation({
    mutationFn: () =>
      data(reviewRelease({ path: { round_id: one.round_id, assignment_id: one.assignment_id }, headers: once })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['review'] }),
  })
  const name = person?.display_name ?? ''
  return (
    <div className={styles.acts}>
      {releasing.error && <Trouble error={releasing.error} />}
      <Button
        variant="tertiary"
        data-size="sm"
        working={releasing.isPending}
        aria-label={sure ? t`Release ${name}: the draft is deleted` : t`Release ${name}`}
        onClick={() => {
          if (sure) releasing.mutate()
          else setSure(true)
        }}
      >
        {sure ? t`Release: the draft is deleted` : t`Release`}
      </Button>
    </div>
  )
}

export function Reviewers({ round }: { round: ReviewRoundView }) {
  const { t } = useLingui()
  const moments = useMoments()
  if (round.assignments.length === 0)
    return (
      <Empty title={t`Nobody is asked yet`}>
        <p>{t`Ask at least as many people as reviews are needed.`}</p>
      </Empty>
    )
  // whoever is late comes first
  const rows = round.assignments.toSorted((one, other) => Number(other.late) - Number(one.late))
  return (
    <Table
      hideCaption
      caption={t`Reviewers`}
      heads={[t`Person`, t`How far`, t`Due until`, t`Act`]}
      rows={rows.map((each) => ({
        key: each.assignment_id,
        cells: [
          <Name key="name" personId={each.person_id} />,
          <How key="how" one={each} />,
          ['assigned', 'drafted'].includes(each.state) ? moments.shortDay(each.due_on) : '–',
          ['assigned', 'drafted'].includes(each.state) && !['concluded', 'cancelled'].includes(round.state) ? (
            <Release key="act" one={each} />
          ) : (
            '–'
          ),
        ],
      }))}
    />
  )
}

function Candidate({ one, roundId }: { one: ReviewCandidateView; roundId: string }) {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const unit = useQuery(unitsQuery).data?.find((each) => each.unit_id === one.unit_id)
  const [once] = useState(onceKey)
  const asking = useMutation({
    mutationFn: () => data(reviewAssign({ path: { round_id: roundId }, body: { person_id: one.person_id }, headers: once })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['review'] }),
  })
  const name = one.display_name
  return (
    <li className={styles.candidate}>
      <p>
        <b>{name}</b>
        <span className={styles.meta}>
          {unit ? `${unit.names[i18n.locale] ?? ''} · ` : ''}
          <Plural value={one.owes} _0="owes no review now" one="owes # review now" other="owes # reviews now" />
        </span>
      </p>
      <Button
        variant="secondary"
        data-size="sm"
        working={asking.isPending}
        aria-label={t`Ask ${name} for a review`}
        onClick={() => {
          asking.mutate()
        }}
      >
        {t`Ask`}
      </Button>
      {asking.error && <Trouble error={asking.error} />}
    </li>
  )
}

export function Others({ round }: { round: ReviewRoundView }) {
  const { t } = useLingui()
  const proposals = useQuery(proposalsQuery(round.round_id))
  if (proposals.isPending) return <Loading lines={4} />
  if (proposals.error) return <Trouble error={proposals.error} onRetry={() => void proposals.refetch()} />
  if (proposals.data.length === 0)
    return (
      <Empty title={t`Nobody is left to ask`}>
        <p>{t`Authors, those above them and those with a known conflict are never proposed.`}</p>
      </Empty>
    )
  return (
    <ul className={styles.candidates}>
      {proposals.data.map((each) => (
        <Candidate key={each.person_id} one={each} roundId={round.round_id} />
      ))}
    </ul>
  )
}
