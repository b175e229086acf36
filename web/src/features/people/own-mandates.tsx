// The mandates of the reader, on their own page: what each is, for which body and until when; who holds one can end it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type PeopleMandateHeld, useMe } from '../../api'
import { useNamed } from '../../parts'
import { Opener, PlainLink, Section, useMoments } from '../../ui'
import { EndMandate } from './mandate-forms'
import styles from './people.module.css'
import { bodiesQuery } from './queries'
import { SEAT } from './words'

function Line({ mandate }: { mandate: PeopleMandateHeld }) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const named = useNamed()
  const found = useQuery(bodiesQuery).data?.find((each) => each.body_id === mandate.body_id)
  const [body, seat] = [found ? named(found.names) : '…', i18n._(SEAT[mandate.role])]
  const [from, through] = [moments.day(mandate.starts_on), mandate.ends_on ? moments.day(mandate.ends_on) : t`open`]
  return (
    <li className={styles.line}>
      <PlainLink to="/people/bodies/$bodyId" params={{ bodyId: mandate.body_id }} data-row>
        {body}
      </PlainLink>
      <span>{seat}</span>
      <span>
        <Trans>
          from {from} through {through}
        </Trans>
      </span>
      <Opener verb={t`End it`} about={`${seat}, ${body}`}>
        {(close) => <EndMandate mandate={mandate} close={close} />}
      </Opener>
    </li>
  )
}

export function OwnMandates() {
  const { t } = useLingui()
  const { mandates } = useMe()
  if (mandates.length === 0) return null
  return (
    <Section id="mandates" title={t`Your mandates`}>
      <ul className={styles.lines}>
        {mandates.map((each) => (
          <Line key={each.mandate_id} mandate={each} />
        ))}
      </ul>
    </Section>
  )
}
