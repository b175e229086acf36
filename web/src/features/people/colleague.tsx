// One colleague: unit, manager, functions; the administrator grants and ends these. One's own page has one's mandates too.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { data, hasRole, isRefusal, peopleEndRole, type PeopleHolderView, type PeoplePersonView, personQuery, unitsQuery, useMe, useNow } from '../../api'
import { Person, useNamed } from '../../parts'
import { Link, Loading, Note, Opener, PlainLink, Section, Trouble, useMoments } from '../../ui'
import { EndForm } from './ending'
import { Erasure } from './erasure'
import { Frame } from './frame'
import { GrantForm } from './grant-form'
import { EndMandate } from './mandate-forms'
import { whenOf } from './mandates'
import styles from './people.module.css'
import { bodiesQuery, heldQuery } from './queries'
import { FUNCTION, SEAT } from './words'

const route = getRouteApi('/inside/people/$personId')

function useUnit() {
  const { t } = useLingui()
  const named = useNamed()
  const units = useQuery(unitsQuery).data ?? []
  return (id: string | null) => {
    const found = units.find((each) => each.unit_id === id)
    return id === null ? t`everywhere` : found ? named(found.names) : '…'
  }
}

function Since({ held }: { held: PeopleHolderView }) {
  const { t } = useLingui()
  const moments = useMoments()
  const day = held.since ? moments.day(held.since) : ''
  const who = held.told_by === 'hr' ? t`HR says so` : t`the administration says so`
  return held.told_by ? <Trans>since {day}; {who}</Trans> : <>{day}</>
}

function Held({ person }: { person: PeoplePersonView }) {
  const { t, i18n } = useLingui()
  const unitOf = useUnit()
  const me = useMe()
  const held = useQuery(heldQuery(person.person_id))
  const own = person.person_id === me.person_id
  if (held.isPending) return <Loading />
  if (held.error) return <Trouble error={held.error} onRetry={() => void held.refetch()} />
  return (
    <>
      {held.data.length === 0 ? (
        <p>{t`No function.`}</p>
      ) : (
        <ul className={styles.lines}>
          {held.data.map((each) => (
            <li key={each.role + (each.unit_id ?? '')} className={styles.line}>
              <b>{i18n._(FUNCTION[each.role].label)}</b>
              <span>{unitOf(each.unit_id)}</span>
              <span>
                <Since held={each} />
              </span>
              <Opener verb={t`End it`} about={i18n._(FUNCTION[each.role].label)}>
                {(close) => (
                  <EndForm
                    what={`${each.person_id}/${each.role}/${each.unit_id ?? ''}`}
                    label={t`End of the function`}
                    verb={t`End the function`}
                    send={({ starts_on }) =>
                      data(peopleEndRole({ path: { person_id: each.person_id, role: each.role }, body: { starts_on } }))
                    }
                    close={close}
                  />
                )}
              </Opener>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.below}>
        {own ? (
          <Note kind="info">
            <p>{t`Nobody grants themselves a function. Ask another administrator.`}</p>
          </Note>
        ) : (
          <Opener verb={t`Grant a function`}>{(close) => <GrantForm personId={person.person_id} close={close} />}</Opener>
        )}
      </div>
    </>
  )
}

function Told({ person }: { person: PeoplePersonView }) {
  const { t, i18n } = useLingui()
  const unitOf = useUnit()
  if (person.roles.length === 0) return <p>{t`No function.`}</p>
  return (
    <ul>
      {person.roles.map((each) => (
        <li key={each.role + (each.unit_id ?? '')}>
          {i18n._(FUNCTION[each.role].label)} ({unitOf(each.unit_id ?? null)})
        </li>
      ))}
    </ul>
  )
}

/** The reader's own mandates of today and to come: whoever represents a body may lay it down. */
function Own() {
  const { t, i18n } = useLingui()
  const named = useNamed()
  const moments = useMoments()
  const today = moments.dayAt(useNow())
  const bodies = useQuery(bodiesQuery)
  const held = useMe().mandates.filter((each) => whenOf(each, today) !== 'over')
  if (held.length === 0) return null
  return (
    <Section id="mandates" title={t`Your mandates`}>
      <ul className={styles.lines}>
        {held.map((each) => {
          const body = bodies.data?.find(({ body_id }) => body_id === each.body_id)
          const name = body ? named(body.names) : t`Body`
          const [from, through] = [moments.day(each.starts_on), each.ends_on ? moments.day(each.ends_on) : t`open`]
          return (
            <li key={each.mandate_id} className={styles.line}>
              <PlainLink to="/people/bodies/$bodyId" params={{ bodyId: each.body_id }} data-row>
                {name}
              </PlainLink>
              <span>{i18n._(SEAT[each.role])}</span>
              <span>
                <Trans>
                  from {from} through {through}
                </Trans>
              </span>
              <Opener verb={t`End it`} about={name}>
                {(close) => <EndMandate mandate={each} close={close} />}
              </Opener>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Shown({ person }: { person: PeoplePersonView }) {
  const { t } = useLingui()
  const unitOf = useUnit()
  const me = useMe()
  const administers = hasRole(me, 'administrator')
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t`Unit`}</dt>
        <dd>
          {person.unit_id ? (
            <PlainLink to="/people" search={{ unit: person.unit_id }}>
              {unitOf(person.unit_id)}
            </PlainLink>
          ) : (
            t`none is told`
          )}
        </dd>
        <dt>{t`Manager`}</dt>
        <dd>
          {person.manager_id ? (
            <Link to="/people/$personId" params={{ personId: person.manager_id }}>
              <Person personId={person.manager_id} named />
            </Link>
          ) : (
            t`none is told`
          )}
        </dd>
      </dl>
      <Section id="functions" title={t`Functions in the scheme`} aside={t`Mandates stand at their body.`}>
        {administers ? <Held person={person} /> : <Told person={person} />}
      </Section>
      {person.person_id === me.person_id && <Own />}
      {administers && <Erasure person={person} />}
    </>
  )
}

/** Whoever is not here any more: no unit, nothing to do for them, and nothing that looks like an error. */
function Left({ person }: { person: PeoplePersonView | undefined }) {
  const { t } = useLingui()
  const administers = hasRole(useMe(), 'administrator')
  const name = person?.display_name
  return (
    <>
      <Note kind="info" title={name ? t`${name} has left` : t`Nobody is here under this address`}>
        <p>
          {name
            ? t`What they wrote and decided stays where it is. For what waits for them now, ask their unit or the scheme office.`
            : t`Whoever it was has left and their name is not kept any more, or the address is not whole. What they wrote stays.`}
        </p>
        <p>
          <Link to="/people">{t`Find a colleague`}</Link>
        </p>
      </Note>
      {person && administers && <Erasure person={person} />}
    </>
  )
}

export function Colleague() {
  const { t } = useLingui()
  const { personId } = route.useParams()
  const person = useQuery(personQuery(personId))
  // who was erased is not shown any more by what the page still knows of them
  const erased = isRefusal(person.error) && person.error.status === 404
  const known = erased ? undefined : person.data
  const above = <Link to="/people">{t`People`}</Link>
  return (
    <Frame key={personId} title={known?.display_name ?? t`A colleague`} above={above}>
      {person.isPending && <Loading />}
      {person.error && !erased && <Trouble error={person.error} onRetry={() => void person.refetch()} />}
      {erased || known?.employed === false ? <Left person={known} /> : known && <Shown person={known} />}
    </Frame>
  )
}
