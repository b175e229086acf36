// The last look at an opinion, exactly as management will read it, and its delivery.
import { useLingui } from '@lingui/react/macro'
import { data, type UnionDialogueAttendanceView, type UnionDialogueCaseView, unionDialogueDeliver } from '../../api'
import { Button, Columns, Panel, Trouble } from '../../ui'
import { useAct } from './act'
import { Opinion } from './delivered'
import { Meanwhile, type Shared } from './drafting'
import styles from './opinion.module.css'
import { useCompared } from './opinion-compared'
import { type Draft, opinionOf } from './vote'

interface Props {
  it: UnionDialogueCaseView
  shared: Shared<Draft>
  attendance: UnionDialogueAttendanceView
  /** May deliver it now. */
  leads: boolean
  back: () => void
  onDelivered: () => void
}

export function CheckOpinion({ it, shared, attendance, leads, back, onDelivered }: Props) {
  const { t } = useLingui()
  const compared = useCompared(attendance)
  const opinion = opinionOf(shared.value, attendance)
  const act = useAct<undefined>(
    it.case_id,
    (_, once) => data(unionDialogueDeliver({ path: { case_id: it.case_id }, body: opinion, headers: once })),
    onDelivered,
  )
  const seats = { present: opinion.present ?? null, seats: attendance.seats, quorum: attendance.quorum }
  return (
    <Columns
      aside={
        <Panel title={t`What happens when you deliver it`}>
          <p>{t`Management sees the opinion from then on, as it stands here. It stays: a slip can be put right beside it, nothing is taken back. The period ends, and management answers each point.`}</p>
          {!leads && <p>{t`Who leads the body delivers it, while the case is open to an opinion.`}</p>}
          {act.error && <Trouble error={act.error} />}
          <div className={styles.acts}>
            {leads && (
              <Button
                working={act.isPending}
                onClick={() => {
                  act.mutate(undefined)
                }}
              >
                {t`Deliver to management`}
              </Button>
            )}
            <Button variant="secondary" onClick={back}>
              {t`Go on writing`}
            </Button>
          </div>
        </Panel>
      }
    >
      <Meanwhile shared={shared} compared={compared} />
      <Opinion opinion={{ ...opinion, ...seats }} />
    </Columns>
  )
}
