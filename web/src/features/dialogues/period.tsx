// What else may move the end of a period: a court's order, what happened meanwhile, the present calendar of the seat.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import {
  data,
  type UnionDialogueCaseSeen,
  type UnionDialogueClockEvent,
  unionDialogueNoteEvent,
  unionDialogueRecordOrder,
  unionDialogueRecount,
} from '../../api'
import { faultsOf } from '../../parts'
import { Button, type Close, Form, Opener, SelectField, TextField, Trouble, useMoments, type Wrong } from '../../ui'
import { useAct } from './act'
import styles from './opinion.module.css'
import { LengthFields, lengthOf, NO_LENGTH, useLengthMissing } from './length'
import { useKept } from './memory'
import { clockQuery } from './queries'

type Kind = Exclude<UnionDialogueClockEvent['kind'], 'information-added'>

function DayField({ id, label, value, error, onChange }: DayProps) {
  const moments = useMoments()
  return (
    <TextField id={id} type="date" label={label} hint={value ? moments.day(value) : undefined} value={value} error={error} onChange={onChange} />
  )
}

interface DayProps {
  id: string
  label: string
  value: string
  error: string | undefined
  onChange: (day: string) => void
}

const ORDER = { on: '', length: NO_LENGTH }

function Order({ caseId, close }: { caseId: string; close: Close }) {
  const { t } = useLingui()
  const [form, keep, drop] = useKept(`order/${caseId}`, ORDER)
  const { on, length } = form
  const missing: Wrong[] = useLengthMissing(length)
  const noting = useAct(
    caseId,
    (_: undefined, once) =>
      data(
        unionDialogueRecordOrder({ path: { case_id: caseId }, headers: once, body: { granted_on: on, ...lengthOf(length) } }),
      ),
    () => {
      drop()
      close()
    },
  )
  return (
    <Form
      label={t`Order of a court`}
      verb={t`Record the order`}
      working={noting.isPending}
      error={noting.error}
      missing={on ? missing : [{ field: 'granted', message: t`Enter the day of the order` }, ...missing]}
      told={faultsOf(noting.error, { '/granted_on': 'granted', '/span': 'length', '/span/n': 'length', '/last_day': 'last-day' })}
      onSend={() => {
        noting.mutate(undefined)
      }}
      onLeave={() => {
        drop()
        close()
      }}
    >
      {(of) => (
        <>
          <DayField
            id="granted"
            label={t`Day of the order`}
            value={on}
            error={of('granted')}
            onChange={(given) => {
              keep({ ...form, on: given })
            }}
          />
          <LengthFields
            value={length}
            of={of}
            onChange={(given) => {
              keep({ ...form, length: given })
            }}
          />
        </>
      )}
    </Form>
  )
}

const EVENT = { kind: 'reasons-requested' as Kind, on: '', days: '' }

function Happened({ caseId, close }: { caseId: string; close: Close }) {
  const { t } = useLingui()
  const [form, keep, drop] = useKept(`happened/${caseId}`, EVENT)
  const { kind, on, days } = form
  const suspended = kind === 'resolution-suspended'
  const noting = useAct(
    caseId,
    (_: undefined, once) =>
      data(
        unionDialogueNoteEvent({
          path: { case_id: caseId },
          headers: once,
          body: { kind, on, working_days: suspended && days ? Number(days) : null },
        }),
      ),
    () => {
      drop()
      close()
    },
  )
  return (
    <Form
      label={t`What happened`}
      verb={t`Record it`}
      working={noting.isPending}
      error={noting.error}
      missing={on ? [] : [{ field: 'on', message: t`Enter the day on which it happened` }]}
      told={faultsOf(noting.error, { '/on': 'on', '/kind': 'kind', '/working_days': 'days' })}
      onSend={() => {
        noting.mutate(undefined)
      }}
      onLeave={() => {
        drop()
        close()
      }}
    >
      {(of) => (
        <>
          <SelectField<Kind>
            id="kind"
            label={t`What happened?`}
            hint={t`Whether it moves the end is for the rules to say; the reasoning names it either way.`}
            value={kind}
            error={of('kind')}
            options={[
              { value: 'reasons-requested', label: t`The body asked for the reasons` },
              { value: 'expert-appointed', label: t`An expert was appointed` },
              { value: 'resolution-suspended', label: t`The resolution was suspended` },
              { value: 'court-action', label: t`Somebody went to court` },
            ]}
            onChange={(given) => {
              keep({ ...form, kind: given })
            }}
          />
          <DayField
            id="on"
            label={t`On which day?`}
            value={on}
            error={of('on')}
            onChange={(given) => {
              keep({ ...form, on: given })
            }}
          />
          {suspended && (
            <TextField
              id="days"
              type="number"
              min={1}
              max={60}
              label={t`For how many working days?`}
              value={days}
              error={of('days')}
              onChange={(given) => {
                keep({ ...form, days: given })
              }}
            />
          )}
        </>
      )}
    </Form>
  )
}

function Recount({ caseId }: { caseId: string }) {
  const { t } = useLingui()
  const counting = useAct(caseId, (_: undefined, once) =>
    data(unionDialogueRecount({ path: { case_id: caseId }, headers: once })),
  )
  return (
    <>
      {counting.error && <Trouble error={counting.error} />}
      <Button
        variant="secondary"
        data-size="sm"
        working={counting.isPending}
        onClick={() => {
          counting.mutate(undefined)
        }}
      >
        {t`Count by the present calendar; both sides are told`}
      </Button>
    </>
  )
}

/** Whether the reader can do something that may move the end. */
export function movesPeriod({ may }: Pick<UnionDialogueCaseSeen, 'may'>): boolean {
  return may.includes('note-event') || may.includes('record-order') || may.includes('recount')
}

export function PeriodActs({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const clock = useQuery(clockQuery(it.case_id)).data
  if (!movesPeriod(it)) return null
  return (
    <div className={styles.acts}>
      {it.may.includes('note-event') && (
        <Opener verb={t`Record what happened`}>{(close) => <Happened caseId={it.case_id} close={close} />}</Opener>
      )}
      {it.may.includes('record-order') && <Opener verb={t`Record a court's order`}>{(close) => <Order caseId={it.case_id} close={close} />}</Opener>}
      {it.may.includes('recount') && clock?.by_todays_calendar && <Recount caseId={it.case_id} />}
    </div>
  )
}
