// The opinion while the representatives write it together: its form, the last look, who may vote, and the end without one.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { data, type UnionDialogueCaseSeen, unionDialogueWaive } from '../../api'
import { Button, Dialog, Loading, Section, TextField, Trouble } from '../../ui'
import { useAct } from './act'
import { Attendance } from './attendance'
import { Drafted, type Shared } from './drafting'
import { useMemory } from './memory'
import styles from './opinion.module.css'
import { CheckOpinion } from './opinion-check'
import { OpinionForm } from './opinion-form'
import { attendanceQuery } from './queries'
import type { Draft } from './vote'
import { OPINION } from './written'

const route = getRouteApi('/inside/cases/$caseId/opinion')

function Waiving({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const [asking, ask] = useState(false)
  const [reason, say, drop] = useMemory(`opinion/${it.case_id}/waiver`, '')
  const [empty, setEmpty] = useState(false)
  const close = () => {
    ask(false)
  }
  const act = useAct<string>(
    it.case_id,
    (why, once) => data(unionDialogueWaive({ path: { case_id: it.case_id }, body: { reason: why }, headers: once })),
    () => {
      drop()
      close()
    },
  )
  return (
    <Section id="waiver" title={t`Without an opinion`}>
      <p className={styles.quiet}>{t`The body can do without an opinion, with a reason. That closes the case.`}</p>
      <Button
        variant="secondary"
        onClick={() => {
          ask(true)
        }}
      >
        {t`Do without an opinion`}
      </Button>
      {asking && (
        <Dialog
          open
          onClose={close}
          title={t`Do without an opinion?`}
          actions={
            <>
              <Button
                working={act.isPending}
                onClick={() => {
                  setEmpty(!reason.trim())
                  if (reason.trim()) act.mutate(reason.trim())
                }}
              >
                {t`Close the case without an opinion`}
              </Button>
              <Button variant="secondary" onClick={close}>
                {t`Leave it`}
              </Button>
            </>
          }
        >
          <p>{t`Management sees it with the reason, and it stays. The decision is then free.`}</p>
          <TextField
            id="waiver-reason"
            label={t`Reason`}
            rows={3}
            value={reason}
            error={empty ? t`Give the reason` : undefined}
            onChange={say}
          />
          {act.error && <Trouble error={act.error} />}
        </Dialog>
      )}
    </Section>
  )
}

function Written({ it, shared }: { it: UnionDialogueCaseSeen; shared: Shared<Draft> }) {
  const { t } = useLingui()
  const { check } = route.useSearch()
  const navigate = route.useNavigate()
  const attendance = useQuery(attendanceQuery(it.case_id))
  if (attendance.isPending) return <Loading lines={8} />
  if (attendance.error) return <Trouble error={attendance.error} onRetry={() => void attendance.refetch()} />
  const step = (to: boolean) => {
    void navigate({ search: { check: to || undefined } })
  }
  if (check)
    return (
      <CheckOpinion
        it={it}
        shared={shared}
        attendance={attendance.data}
        leads={it.may.includes('deliver')}
        back={() => {
          step(false)
        }}
        onDelivered={() => {
          step(false)
        }}
      />
    )
  return (
    <>
      <OpinionForm
        shared={shared}
        attendance={attendance.data}
        check={() => {
          step(true)
        }}
      />
      <Section id="seats" title={t`Who may vote`}>
        <Attendance it={it} attendance={attendance.data} />
      </Section>
      {it.may.includes('waive') && <Waiving it={it} />}
    </>
  )
}

export function DraftingOpinion({ it }: { it: UnionDialogueCaseSeen }) {
  return (
    <Drafted of={OPINION} caseId={it.case_id}>
      {(shared) => <Written it={it} shared={shared} />}
    </Drafted>
  )
}
