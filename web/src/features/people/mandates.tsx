// Who sits in a body: now, soon, and before. Its chair, its deputies and the administrator grant, change and end mandates;
// whoever holds one may end it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { hasRole, type PeopleMandateView, useMe, useNow } from '../../api'
import { Loading, Note, Opener, PlainLink, Section, Trouble, useMoments } from '../../ui'
import { ChangeMandate, EndMandate, GrantMandate } from './mandate-forms'
import styles from './people.module.css'
import { mandatesQuery } from './queries'
import { SEAT, SEATS } from './words'

type When = 'now' | 'soon' | 'over'

/** Whether a mandate holds on that day, begins later or has ended before. */
export function whenOf(mandate: Pick<PeopleMandateView, 'starts_on' | 'ends_on'>, today: string): When {
  if (mandate.starts_on > today) return 'soon'
  return mandate.ends_on && mandate.ends_on < today ? 'over' : 'now'
}

/** Whether the reader may change who sits in the body, and each mandate: never the own one. */
function useKeeper(bodyId: string): boolean {
  const me = useMe()
  const today = useMoments().dayAt(useNow())
  const leads = me.mandates.some(
    (each) =>
      each.body_id === bodyId &&
      ['chair', 'deputy'].includes(each.role) &&
      each.starts_on <= today &&
      (!each.ends_on || each.ends_on >= today),
  )
  return leads || hasRole(me, 'administrator')
}

function Acts({ mandate }: { mandate: PeopleMandateView }) {
  const { t } = useLingui()
  const own = mandate.person_id === useMe().person_id
  return (
    <div className={styles.both}>
      {!own && (
        <Opener verb={t`Change`} about={mandate.display_name}>
          {(close) => <ChangeMandate mandate={mandate} close={close} />}
        </Opener>
      )}
      <Opener verb={t`End it`} about={mandate.display_name}>
        {(close) => <EndMandate mandate={mandate} close={close} />}
      </Opener>
    </div>
  )
}

interface ListProps {
  title: string
  mandates: PeopleMandateView[]
  /** Whether the reader may change them. */
  keeper: boolean
  /** Whether they are over: nothing becomes of them any more. */
  over?: boolean
}

function List({ title, mandates, keeper, over = false }: ListProps) {
  const { t, i18n } = useLingui()
  const moments = useMoments()
  const id = useId()
  const me = useMe()
  if (mandates.length === 0) return null
  return (
    <>
      <h3 id={id} className={styles.caption}>
        {title}
      </h3>
      <ul aria-labelledby={id} className={styles.lines}>
        {mandates.map((each) => {
          const [from, through] = [moments.day(each.starts_on), each.ends_on ? moments.day(each.ends_on) : t`open`]
          return (
            <li key={each.mandate_id} className={styles.line}>
              <PlainLink to="/people/$personId" params={{ personId: each.person_id }} data-row>
                {each.display_name}
              </PlainLink>
              <span>{i18n._(SEAT[each.role]) + (each.rank ? ` ${each.rank}` : '')}</span>
              <span>
                <Trans>
                  from {from} through {through}
                </Trans>
              </span>
              {!over && (keeper || each.person_id === me.person_id) && <Acts mandate={each} />}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Chairless({ now }: { now: PeopleMandateView[] }) {
  const { t } = useLingui()
  if (now.some((each) => each.role === 'chair')) return null
  return (
    <Note kind="warning" title={t`Nobody leads this body`}>
      <p>{t`Until it has a chair, only a deputy can act for it. Grant the mandate of the chair.`}</p>
    </Note>
  )
}

const order = (each: PeopleMandateView) => SEATS.indexOf(each.role) * 100 + (each.rank ?? 0)

export function Mandates({ bodyId }: { bodyId: string }) {
  const { t } = useLingui()
  const today = useMoments().dayAt(useNow())
  const keeper = useKeeper(bodyId)
  const mandates = useQuery(mandatesQuery(bodyId))
  const of = (when: When) =>
    (mandates.data ?? []).filter((each) => whenOf(each, today) === when).sort((one, other) => order(one) - order(other))
  const count = of('now').length
  return (
    <Section id="mandates" title={t`Mandates`} aside={mandates.data && <Trans>{count} today</Trans>}>
      {mandates.isPending && <Loading />}
      {mandates.error && <Trouble error={mandates.error} onRetry={() => void mandates.refetch()} />}
      {mandates.data && (
        <>
          <Chairless now={of('now')} />
          <List title={t`Today`} mandates={of('now')} keeper={keeper} />
          <List title={t`To come`} mandates={of('soon')} keeper={keeper} />
          <List title={t`Before`} mandates={of('over')} keeper={keeper} over />
          {keeper && (
            <div className={styles.below}>
              <Opener verb={t`Grant a mandate`}>{(close) => <GrantMandate bodyId={bodyId} close={close} />}</Opener>
            </div>
          )}
        </>
      )}
    </Section>
  )
}
