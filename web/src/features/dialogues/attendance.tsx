// Who may vote in a case: who is prevented or concerned, and who sits in for whom. For the body alone.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import {
  data,
  type onceKey,
  type UnionDialogueAttendanceView,
  type UnionDialogueCaseSeen,
  unionDialogueDeclareAbsent,
  unionDialogueEndAbsence,
  unionDialogueReadmit,
  unionDialogueRecuse,
  unionDialogueReleaseSubstitute,
  unionDialogueSeatSubstitute,
} from '../../api'
import { Button, Trouble } from '../../ui'
import { useAct } from './act'
import { Election } from './election'
import styles from './opinion.module.css'
import { ROLES } from './words'

type Member = UnionDialogueAttendanceView['members'][number]
interface Wanted {
  what: 'absent' | 'back' | 'seat' | 'release' | 'readmit'
  person: string
}

function asked({ what, person }: Wanted, caseId: string, once: ReturnType<typeof onceKey>): Promise<unknown> {
  const path = { case_id: caseId }
  const one = { case_id: caseId, person_id: person }
  if (what === 'absent') return data(unionDialogueDeclareAbsent({ path, body: { person_id: person }, headers: once }))
  if (what === 'back') return data(unionDialogueEndAbsence({ path: one }))
  if (what === 'seat') return data(unionDialogueSeatSubstitute({ path, body: { member_id: person }, headers: once }))
  if (what === 'readmit') return data(unionDialogueReadmit({ path: one }))
  return data(unionDialogueReleaseSubstitute({ path: one }))
}

interface LineProps {
  member: Member
  all: UnionDialogueAttendanceView
  act: (wanted: Wanted) => void
  working: boolean
}

/** What can be said of somebody: gone, back, or that a substitute comes or leaves. */
function Acts({ member, all, act, working }: LineProps) {
  const { t } = useLingui()
  const { name } = member
  const replaced = all.members.some((each) => each.sits_in_for === member.person_id)
  const away = member.absent === true || member.conflicted
  const sitsIn = Boolean(member.sits_in_for)
  const acts: [Wanted['what'], string, boolean][] = [
    ['seat', t`Call the next substitute for ${name}`, member.role !== 'substitute' && away && !replaced && all.next_substitute !== null],
    ['release', t`${name} leaves the seat`, sitsIn],
    ['back', t`${name} is back`, member.absent === true && !member.conflicted && !replaced],
    ['absent', t`${name} is absent`, !away && !sitsIn && !replaced],
    ['readmit', t`The matter does not concern ${name}`, member.conflicted],
  ]
  return (
    <span className={styles.acts}>
      {acts.map(
        ([what, label, there]) =>
          there && (
            <Button
              key={what}
              variant="tertiary"
              data-size="sm"
              working={working}
              onClick={() => {
                act({ what, person: member.person_id })
              }}
            >
              {label}
            </Button>
          ),
      )}
    </span>
  )
}

function Line(props: LineProps) {
  const { t, i18n } = useLingui()
  const { member, all } = props
  const role = ROLES[member.role]
  const inPlaceOf = all.members.find((each) => each.person_id === member.sits_in_for)?.name
  return (
    <li className={styles.member}>
      <span>
        <b>{member.name}</b>{' '}
        <span className={styles.meta}>
          {role && i18n._(role)}
          {all.lead?.person_id === member.person_id && `, ${t`leads the body in this case`}`}
          {member.conflicted && `, ${t`the matter concerns them`}`}
          {member.absent && !member.conflicted && `, ${t`absent`}`}
          {inPlaceOf && <Trans>, sits in for {inPlaceOf}</Trans>}
        </span>
      </span>
      <Acts {...props} />
    </li>
  )
}

/** What the reader alone can say: whom it concerns is not there any more, in some bodies at once. */
function Recusal({ caseId }: { caseId: string }) {
  const { t } = useLingui()
  const [sure, setSure] = useState(false)
  const act = useAct(caseId, (_: undefined, once) =>
    data(unionDialogueRecuse({ path: { case_id: caseId }, headers: once })),
  )
  return (
    <>
      {act.error && <Trouble error={act.error} />}
      {sure && (
        <p role="status" className={styles.quiet}>
          {t`You do not vote in this case any more. Where the rules of the body say so, the case and its rooms close for you at once; only the others can let you in again.`}
        </p>
      )}
      <Button
        variant="secondary"
        data-size="sm"
        working={act.isPending}
        onClick={() => {
          if (sure) act.mutate(undefined)
          else setSure(true)
        }}
      >
        {sure ? t`Yes, I take no part` : t`The matter concerns me`}
      </Button>
    </>
  )
}

export function Attendance({ it, attendance }: { it: UnionDialogueCaseSeen; attendance: UnionDialogueAttendanceView }) {
  const caseId = it.case_id
  const act = useAct<Wanted>(caseId, (wanted, once) => asked(wanted, caseId, once))
  return (
    <>
      {act.error && <Trouble error={act.error} />}
      <ul className={styles.members}>
        {attendance.members.map((each) => (
          <Line key={each.person_id} member={each} all={attendance} act={act.mutate} working={act.isPending} />
        ))}
      </ul>
      {it.may.includes('recuse') && <Recusal caseId={caseId} />}
      {!attendance.lead && <Election it={it} attendance={attendance} />}
    </>
  )
}
