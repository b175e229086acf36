// What is expected, and what it came to.
import { useLingui } from '@lingui/react/macro'
import { data, type ImplementationBenefitView, implementationForecast, implementationMeasure, useKept } from '../../api'
import { faultsOf } from '../../parts'
import { Form, SelectField, TextField, useMoments, type Wrong } from '../../ui'
import { useActing } from './acting'
import { amountOf } from './amount'
import styles from './form.module.css'
import { KINDS } from './words'

type Kind = ImplementationBenefitView['kind']

const FORECAST = { kind: 'hours' as Kind, amount: '', unit: '', day: '' }

export function ForecastForm({ ideaId, close }: { ideaId: string; close: () => void }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const { form, change, once, done } = useKept(`implementation/${ideaId}/forecast`, FORECAST)
  const amount = amountOf(form.amount)
  const acting = useActing(async () => {
    const body = { kind: form.kind, amount: amount ?? '', unit: form.unit.trim(), measure_on: form.day || null }
    await data(implementationForecast({ path: { idea_id: ideaId }, body, headers: once }))
    await done()
  }, close)
  const missing: Wrong[] = []
  if (amount === undefined) missing.push({ field: 'benefit-amount', message: t`Write the amount as a number, at most two decimals` })
  if (!form.unit.trim()) missing.push({ field: 'benefit-unit', message: t`Say in what it is counted, for example hours a year` })
  return (
    <Form
      label={t`Forecast a benefit`}
      verb={t`Forecast it`}
      working={acting.isPending}
      error={acting.error}
      missing={missing}
      told={faultsOf(acting.error, { '/amount': 'benefit-amount', '/unit': 'benefit-unit', '/measure_on': 'benefit-day' })}
      onSend={() => {
        acting.mutate()
      }}
      onLeave={() => {
        void done()
        close()
      }}
    >
      {(of) => (
        <>
          <SelectField<Kind>
            id="benefit-kind"
            label={t`What it benefits`}
            value={form.kind}
            options={(Object.keys(KINDS) as Kind[]).map((value) => ({ value, label: i18n._(KINDS[value]) }))}
            onChange={(kind) => {
              change({ kind })
            }}
          />
          <div className={styles.pair}>
            <TextField
              id="benefit-amount"
              label={t`Expected amount`}
              value={form.amount}
              error={of('benefit-amount')}
              onChange={(typed) => {
                change({ amount: typed })
              }}
            />
            <TextField
              id="benefit-unit"
              label={t`Counted in`}
              hint={t`for example hours a year`}
              value={form.unit}
              most={200}
              error={of('benefit-unit')}
              onChange={(unit) => {
                change({ unit })
              }}
            />
          </div>
          <TextField
            id="benefit-day"
            type="date"
            label={t`Measured on (if you know)`}
            hint={form.day ? moments.day(form.day) : undefined}
            value={form.day}
            error={of('benefit-day')}
            onChange={(day) => {
              change({ day })
            }}
          />
        </>
      )}
    </Form>
  )
}

interface MeasureProps {
  benefit: ImplementationBenefitView
  ideaId: string
  close: () => void
}

export function MeasureForm({ benefit, ideaId, close }: MeasureProps) {
  const { t } = useLingui()
  const { form, change, once, done } = useKept(`implementation/measure/${benefit.benefit_id}`, { amount: '', how: '' })
  const amount = amountOf(form.amount)
  const acting = useActing(async () => {
    const body = { amount: amount ?? '', evidence: form.how.trim() }
    const path = { idea_id: ideaId, benefit_id: benefit.benefit_id }
    await data(implementationMeasure({ path, body, headers: once }))
    await done()
  }, close)
  const missing: Wrong[] = []
  if (amount === undefined) missing.push({ field: 'measured-amount', message: t`Write the amount as a number, at most two decimals` })
  if (!form.how.trim()) missing.push({ field: 'measured-how', message: t`Say how it was measured, so that somebody else can do it again` })
  return (
    <Form
      label={t`Measure the benefit`}
      verb={t`Write down the measurement`}
      working={acting.isPending}
      error={acting.error}
      missing={missing}
      told={faultsOf(acting.error, { '/amount': 'measured-amount', '/evidence': 'measured-how' })}
      onSend={() => {
        acting.mutate()
      }}
      onLeave={() => {
        void done()
        close()
      }}
    >
      {(of) => (
        <>
          <TextField
            id="measured-amount"
            label={t`Measured amount (${benefit.unit})`}
            value={form.amount}
            error={of('measured-amount')}
            onChange={(typed) => {
              change({ amount: typed })
            }}
          />
          <TextField
            id="measured-how"
            rows={3}
            most={4000}
            label={t`How it was measured`}
            hint={t`The controller does the same again, and everybody who may see the plan reads it.`}
            value={form.how}
            error={of('measured-how')}
            onChange={(how) => {
              change({ how })
            }}
          />
        </>
      )}
    </Form>
  )
}
