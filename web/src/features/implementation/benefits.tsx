// What it brings: expected, measured, verified by somebody independent; as a table, and as dots on one scale each.
import { Trans, useLingui } from '@lingui/react/macro'
import {
  data,
  type ImplementationBenefitSeen,
  type ImplementationPlanView,
  implementationReturnBenefit,
  implementationVerifyBenefit,
} from '../../api'
import { goOnAt, Person } from '../../parts'
import { Button, Empty, Opener, Section, Tag, Trouble, useMoments } from '../../ui'
import { useActing } from './acting'
import { ForecastForm, MeasureForm } from './benefit-forms'
import styles from './benefits.module.css'
import { WithReason } from './reason'
import { places } from './scale'
import tasks from './tasks.module.css'
import { BENEFIT, KINDS } from './words'

function Dots({ benefit }: { benefit: ImplementationBenefitSeen }) {
  const at = places(Number(benefit.forecast), benefit.measured === null ? null : Number(benefit.measured))
  return (
    <span className={styles.scale} aria-hidden="true">
      <span className={styles.expected} style={{ insetInlineStart: `${at.expected}%` }} />
      {at.measured !== null && (
        <span
          className={styles.measured}
          data-verified={benefit.state === 'verified' || undefined}
          style={{ insetInlineStart: `${at.measured}%` }}
        />
      )}
    </span>
  )
}

function useAmount() {
  const { i18n } = useLingui()
  const format = new Intl.NumberFormat(i18n.locale === 'en' ? 'en-GB' : i18n.locale, { maximumFractionDigits: 2 })
  return (amount: string | number) => format.format(Number(amount))
}

/** Who did it, and when, where the time was written down. */
function By({ person, at }: { person: string | null; at: string | null }) {
  const moments = useMoments()
  if (!person) return null
  return (
    <span className={styles.by}>
      <Person personId={person} />
      {at && (
        <>
          {', '}
          <time dateTime={at}>{moments.time(at)}</time>
        </>
      )}
    </span>
  )
}

function Line({ benefit }: { benefit: ImplementationBenefitSeen }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const amount = useAmount()
  const { label, tone, icon } = BENEFIT[benefit.state]
  const day = benefit.measure_on ? moments.shortDay(benefit.measure_on) : null
  return (
    <tr>
      <th scope="row">
        {i18n._(KINDS[benefit.kind])}
        <span className={styles.unit}>{benefit.unit}</span>
      </th>
      <td data-label={t`Expected`}>{amount(benefit.forecast)}</td>
      <td data-label={t`Measured`}>
        {benefit.measured === null ? (
          <span className={styles.unit}>{day ? t`on ${day}` : t`not yet`}</span>
        ) : (
          <>
            {amount(benefit.measured)}
            <By person={benefit.measured_by} at={benefit.measured_at} />
          </>
        )}
      </td>
      <td className={styles.dots}>
        <Dots benefit={benefit} />
      </td>
      <td data-label={t`Status`} className={styles.state}>
        <Tag tone={tone} icon={icon}>
          {i18n._(label)}
        </Tag>
        <By person={benefit.verified_by} at={benefit.verified_at} />
      </td>
    </tr>
  )
}

function Acts({ benefit, plan }: { benefit: ImplementationBenefitSeen; plan: ImplementationPlanView }) {
  const { t, i18n } = useLingui()
  const path = { idea_id: plan.idea_id, benefit_id: benefit.benefit_id }
  const verifying = useActing(() => data(implementationVerifyBenefit({ path })), goOnAt)
  const about = i18n._(KINDS[benefit.kind])
  if (benefit.may.length === 0 && !benefit.evidence) return null
  return (
    <li className={styles.act}>
      {benefit.evidence && (
        <p className={styles.evidence}>
          <Trans>
            {about}, how it was measured: {benefit.evidence}
          </Trans>
        </p>
      )}
      {verifying.error && <Trouble error={verifying.error} />}
      {benefit.may.includes('measure') && (
        <Opener verb={t`Measure the benefit`} about={about}>
          {(close) => <MeasureForm benefit={benefit} ideaId={plan.idea_id} close={close} />}
        </Opener>
      )}
      {benefit.may.includes('verify') && (
        <div className={tasks.acts}>
          <Button
            variant="secondary"
            data-size="sm"
            working={verifying.isPending}
            onClick={() => {
              verifying.mutate()
            }}
          >
            {t`Verify the measurement`}
            <span className="sr">: {about}</span>
          </Button>
          <WithReason
            what={`benefit/${benefit.benefit_id}`}
            verb={t`Not accept it`}
            about={about}
            variant="tertiary"
            label={t`What does not hold?`}
            hint={t`The implementers are told and measure again.`}
            needed={t`Write what does not hold`}
            send={(reason) => data(implementationReturnBenefit({ path, body: { reason } }))}
          />
        </div>
      )}
    </li>
  )
}

function Table({ benefits }: { benefits: ImplementationBenefitSeen[] }) {
  const { t } = useLingui()
  return (
    <div className={styles.place}>
      <table className={styles.table}>
        <caption className="sr">{t`Benefits, expected and measured`}</caption>
        <thead>
          <tr>
            <th scope="col">{t`What`}</th>
            <th scope="col">{t`Expected`}</th>
            <th scope="col">{t`Measured`}</th>
            <td aria-hidden="true" className={styles.key}>
              <span className={styles.expected} /> {t`Expected`} <span className={styles.measured} /> {t`Measured`}
            </td>
            <th scope="col">{t`Status`}</th>
          </tr>
        </thead>
        <tbody>
          {benefits.map((each) => (
            <Line key={each.benefit_id} benefit={each} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function Benefits({ plan }: { plan: ImplementationPlanView }) {
  const { t } = useLingui()
  const forecasts = plan.may.includes('forecast')
  return (
    <Section id="benefits" title={t`Benefit`} aside={t`Verified by a controller who did not measure it.`}>
      {plan.benefits.length === 0 ? (
        <Empty title={t`No benefit is forecast`}>
          <p>{t`A forecast says what is expected and when it is measured; the measurement says what came of it.`}</p>
        </Empty>
      ) : (
        <>
          <Table benefits={plan.benefits} />
          <ul className={styles.list}>
            {plan.benefits.map((each) => (
              <Acts key={each.benefit_id} benefit={each} plan={plan} />
            ))}
          </ul>
        </>
      )}
      {forecasts && (
        <div className={tasks.below}>
          <Opener verb={t`Forecast a benefit`}>{(close) => <ForecastForm ideaId={plan.idea_id} close={close} />}</Opener>
        </div>
      )}
    </Section>
  )
}
