// A decision exactly as its authors read it.
import { Trans, useLingui } from '@lingui/react/macro'
import type { IdeasDecision } from '../../api'
import { Panel, useMoments } from '../../ui'
import styles from './decisions.module.css'
import { OUTCOMES, REASONS } from './words'

interface Props {
  decision: IdeasDecision
  at?: string
}

export function Answer({ decision, at }: Props) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const reason = REASONS[decision.reason_code]
  const later = decision.deferred_until ? moments.day(decision.deferred_until) : null
  const appeal = decision.appeal_until ? moments.day(decision.appeal_until) : null
  return (
    <Panel title={i18n._(OUTCOMES[decision.outcome])} tinted={false}>
      <p>
        <b>{reason ? i18n._(reason) : decision.reason_code}</b>
      </p>
      <p className={styles.text}>{decision.text}</p>
      {decision.conditions && decision.conditions.length > 0 && (
        <>
          <h3 className={styles.h3}>{t`Under these conditions`}</h3>
          <ul className={styles.conditions}>
            {decision.conditions.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
      {later && <p>{t`It comes back for a decision on ${later}.`}</p>}
      {appeal && <p>{t`The authors may appeal until ${appeal}, 24:00.`}</p>}
      <p className={styles.meta}>
        {at ? (
          <Trans>
            {decision.office}, <time dateTime={at}>{moments.time(at)}</time>
          </Trans>
        ) : (
          decision.office
        )}
      </p>
    </Panel>
  )
}
