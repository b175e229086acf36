// Receipt and completeness, two acts of their own: when the package came, and whether something is missing in it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  data,
  type UnionDialogueCaseSeen,
  unionDialogueDispute,
  type UnionDialogueDisputeView,
  unionDialogueReceive,
  unionDialogueSettle,
} from '../../api'
import { Button, Dialog, Note, RadioField, Section, Trouble, useMoments } from '../../ui'
import { useAct } from './act'
import styles from './package.module.css'
import { clockQuery } from './queries'
import type { Side } from './side'
import { SILENCE } from './words'

interface Props {
  it: UnionDialogueCaseSeen
  side: Side
}

/** What begins with the receipt, said before it is confirmed: the day, and what silence means then. */
function Begins({ caseId }: { caseId: string }) {
  const { i18n } = useLingui()
  const moments = useMoments()
  const clock = useQuery(clockQuery(caseId)).data
  const day = clock?.last_day ? moments.day(clock.last_day) : null
  const silence = clock ? SILENCE[clock.silence] : undefined
  if (!day) return null
  return (
    <p>
      <Trans>
        The period begins with the receipt and ends on <strong>{day}, 24:00</strong>.
      </Trans>{' '}
      {silence && i18n._(silence)}
    </p>
  )
}

function Confirm({ it, onClose }: { it: UnionDialogueCaseSeen; onClose: () => void }) {
  const { t } = useLingui()
  const path = { case_id: it.case_id }
  const act = useAct<undefined>(
    it.case_id,
    (_, once) => data(unionDialogueReceive({ path, body: { mode: 'acknowledged' }, headers: once })),
    onClose,
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Confirm that you received version ${it.package_version}?`}
      actions={
        <>
          <Button
            working={act.isPending}
            onClick={() => {
              act.mutate(undefined)
            }}
          >
            {t`Confirm the receipt`}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t`Not yet`}
          </Button>
        </>
      }
    >
      {it.state === 'provided' ? <Begins caseId={it.case_id} /> : <p>{t`The period runs on as it is.`}</p>}
      <p>{t`To confirm the receipt does not say that the package is complete.`}</p>
      {act.error && <Trouble error={act.error} />}
    </Dialog>
  )
}

export function Receipt({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const [asking, ask] = useState(false)
  const at = it.received_at ? moments.time(it.received_at) : ''
  const owed =
    it.state === 'provided' || (it.state === 'running' && it.received_version < it.package_version)
  if (it.package_version === 0) return null
  return (
    <Section id="receipt" title={t`Receipt`}>
      {it.may.includes('receive') && (
        <div className={styles.act}>
          <p>{t`Version ${it.package_version} is there. Its receipt is not confirmed yet.`}</p>
          <Button
            onClick={() => {
              ask(true)
            }}
          >
            {t`Confirm the receipt`}
          </Button>
        </div>
      )}
      {owed && !it.may.includes('receive') && (
        <p>{t`The representatives have not confirmed that they received version ${it.package_version}.`}</p>
      )}
      {!owed && (
        <p>
          {at ? (
            <Trans>
              Version {it.received_version} was received on {at}.
            </Trans>
          ) : (
            <Trans>Version {it.received_version} was received.</Trans>
          )}
        </p>
      )}
      {asking && (
        <Confirm
          it={it}
          onClose={() => {
            ask(false)
          }}
        />
      )}
    </Section>
  )
}

type Kind = 'insufficient' | 'statutory-documents-missing'

function Objection({ it, onClose }: { it: UnionDialogueCaseSeen; onClose: () => void }) {
  const { t } = useLingui()
  const [kind, choose] = useState<Kind>('insufficient')
  const path = { case_id: it.case_id }
  const act = useAct<Kind>(
    it.case_id,
    (wanted, once) => data(unionDialogueDispute({ path, body: { kind: wanted }, headers: once })),
    onClose,
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Say that the package is incomplete?`}
      actions={
        <>
          <Button
            working={act.isPending}
            onClick={() => {
              act.mutate(kind)
            }}
          >
            {t`Say that it is incomplete`}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t`Leave it`}
          </Button>
        </>
      }
    >
      <p>{t`Management sees this at once. Say in the joint room what is missing. Whether the period stops is for the rules of your body to say; the clock shows it with its reason.`}</p>
      <RadioField<Kind>
        id="kind"
        label={t`What is missing?`}
        value={kind}
        options={[
          { value: 'insufficient', label: t`Information that we need to judge` },
          { value: 'statutory-documents-missing', label: t`Documents that the law asks for` },
        ]}
        onChange={choose}
      />
      {act.error && <Trouble error={act.error} />}
    </Dialog>
  )
}

type Outcome = 'completed' | 'withdrawn'

function Settle({ it, side, dispute }: Props & { dispute: UnionDialogueDisputeView }) {
  const { t } = useLingui()
  const moments = useMoments()
  const { kind } = dispute
  const since = moments.day(dispute.raised_on)
  const path = { case_id: it.case_id }
  const act = useAct<Outcome>(it.case_id, (outcome, once) =>
    data(unionDialogueSettle({ path, body: { outcome }, headers: once })),
  )
  const go = (outcome: Outcome) => () => {
    act.mutate(outcome)
  }
  return (
    <Note kind="warning" title={t`The representatives say that the package is incomplete`}>
      <p>
        {kind === 'insufficient'
          ? t`Since ${since}: information is missing that they need to judge.`
          : t`Since ${since}: documents are missing that the law asks for.`}
      </p>
      <p>
        {it.state === 'disputed'
          ? t`Until that is settled, no period runs and silence has no effect. Once it is complete, the period begins anew and in full.`
          : t`The period runs on: the rules of this body do not let an objection stop it.`}
      </p>
      {act.error && <Trouble error={act.error} />}
      <div className={styles.acts}>
        {it.may.includes('settle') && (
          <Button variant="secondary" working={act.isPending} onClick={go('completed')}>
            {side === 'body' ? t`It is complete now` : t`Say that the newest version completes it`}
          </Button>
        )}
        {it.may.includes('take-objection-back') && (
          <Button variant="secondary" working={act.isPending} onClick={go('withdrawn')}>
            {t`Take the objection back`}
          </Button>
        )}
      </div>
    </Note>
  )
}

export function Completeness({ it, side }: Props) {
  const { t } = useLingui()
  const [asking, ask] = useState(false)
  if (!['running', 'disputed'].includes(it.state)) return null
  return (
    <Section id="completeness" title={t`Completeness`}>
      {it.dispute ? (
        <Settle it={it} side={side} dispute={it.dispute} />
      ) : (
        <p className={styles.after}>{t`Nobody says that something is missing.`}</p>
      )}
      {it.may.includes('dispute') && (
        <Button
          variant="secondary"
          onClick={() => {
            ask(true)
          }}
        >
          {t`Something is missing`}
        </Button>
      )}
      {asking && (
        <Objection
          it={it}
          onClose={() => {
            ask(false)
          }}
        />
      )}
    </Section>
  )
}
