// A case: the reader's part first, the clock, the package; beside it the rooms, the lock and who has a mandate.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { type Got, type PeopleMandateView, type UnionDialogueCaseSeen, useMe } from '../../api'
import { ButtonLink, Columns, Link, Loading, Note, Panel, Section, Trouble, useMoments } from '../../ui'
import { LockIcon } from '../../ui/icons'
import styles from './case.module.css'
import { ClockCard } from './clock'
import { CasePage } from './head'
import { mandatesQuery, packageQuery, roomsQuery } from './queries'
import { Regime } from './regime'
import { partOf, type Side } from './side'
import { ROOM_GLYPHS, ROOM_WORDS, type Room, ROOMS } from './rooms'
import { RESULTS, ROLES } from './words'

const route = getRouteApi('/inside/cases/$caseId')
const Agreements = lazy(async () => ({ default: (await import('./agreements')).Agreements }))

function YourPart({ it, side }: { it: UnionDialogueCaseSeen; side: Side }) {
  const { i18n } = useLingui()
  const { text, act } = partOf(it, side)
  const params = { caseId: it.case_id }
  return (
    <section className={styles.part} aria-labelledby="part">
      <p>
        <b id="part">
          <Trans>Your part:</Trans>
        </b>{' '}
        {i18n._(text)}
      </p>
      {act && (
        <ButtonLink to={`/cases/$caseId/${act.place}`} params={params}>
          {i18n._(act.verb)}
        </ButtonLink>
      )}
    </section>
  )
}

/** A body that is heard again on the same idea, because the measure has changed. */
function Again({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  if (it.round < 2) return null
  return (
    <div className={styles.ended}>
      <Note kind="info" title={t`The body is heard again: consultation ${it.round} on this idea`}>
        <p>{t`The measure or the rights that it touches have changed since. What was said in the earlier case stays there.`}</p>
      </Note>
    </div>
  )
}

function Ended({ it }: { it: UnionDialogueCaseSeen }) {
  const { i18n } = useLingui()
  const words = it.result ? RESULTS[it.result] : undefined
  if (it.state !== 'closed' || !words) return null
  return (
    <div className={styles.ended}>
      <Note kind="info" title={i18n._(words)}>
        {it.reason && <p className={styles.said}>{it.reason}</p>}
        {it.consent_replaced_by && (
          <p>
            <Trans>In place of the consent stands: {it.consent_replaced_by}</Trans>
          </p>
        )}
        <p>
          <Trans>
            If the measure changes, the scheme office screens{' '}
            <Link to="/ideas/$ideaId" params={{ ideaId: it.idea_id }}>
              the idea
            </Link>{' '}
            anew, and a second consultation begins.
          </Trans>
        </p>
      </Note>
    </div>
  )
}

function Received({ it }: { it: UnionDialogueCaseSeen }) {
  const moments = useMoments()
  const at = it.received_at ? moments.time(it.received_at) : null
  if (it.received_version === 0) return <Trans>not confirmed yet</Trans>
  if (it.received_version < it.package_version)
    return <Trans>version {it.received_version} confirmed; the newest one is not yet</Trans>
  return at ? <Trans>received on {at}</Trans> : <Trans>confirmed</Trans>
}

function PackageState({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const given = useQuery({ ...packageQuery(it.case_id, undefined), enabled: it.package_version > 0 })
  const at = given.data ? moments.time(given.data.provided_at) : ''
  const to = <Link to="/cases/$caseId/package" params={{ caseId: it.case_id }}>{t`See the package`}</Link>
  return (
    <Section id="package" title={t`Information package`} aside={it.package_version > 0 && to}>
      {it.package_version === 0 && <p>{t`It is not handed over yet.`}</p>}
      {given.isLoading && <Loading lines={2} />}
      {given.error && <Trouble error={given.error} onRetry={() => void given.refetch()} />}
      {given.data && (
        <dl className={styles.facts}>
          <dt>{t`Measure`}</dt>
          <dd>{given.data.measure}</dd>
          <dt>{t`Version`}</dt>
          <dd>
            <Trans>
              {it.package_version}, handed over on {at}
            </Trans>
          </dd>
          <dt>{t`Receipt`}</dt>
          <dd>
            <Received it={it} />
          </dd>
        </dl>
      )}
    </Section>
  )
}

function RoomLine({ caseId, room, said }: { caseId: string; room: Room; said: number | undefined }) {
  const { t, i18n } = useLingui()
  const { name, path, colour } = ROOM_WORDS[room]
  const Glyph = said === undefined ? LockIcon : ROOM_GLYPHS[room]
  return (
    <li className={styles.room} data-color={colour} data-shut={said === undefined || undefined}>
      <span className={styles.glyph}>
        <Glyph aria-hidden="true" />
      </span>
      <span>
        {said === undefined ? (
          <b>{i18n._(name)}</b>
        ) : (
          <Link to="/cases/$caseId/rooms/$room" params={{ caseId, room: path }}>
            {i18n._(name)}
          </Link>
        )}
        <span className={styles.meta}>{said === undefined ? t`not for you` : t`Messages: ${said}`}</span>
      </span>
    </li>
  )
}

function Rooms({ caseId }: { caseId: string }) {
  const { t } = useLingui()
  const asked = useQuery(roomsQuery(caseId))
  const found = new Map(asked.data?.map((each) => [each.room, each.messages]))
  return (
    <Panel title={t`Rooms`} tinted={false}>
      {asked.isPending && <Loading lines={3} />}
      {asked.error && <Trouble error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && (
        <ul className={styles.plain}>
          {ROOMS.map((room) => (
            <RoomLine key={room} caseId={caseId} room={room} said={found.get(room)} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Lock({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  if (it.state === 'closed') return null
  return (
    <Panel title={t`Carrying out is locked`}>
      <p>{t`No decision takes effect and no task may start while this case is open.`}</p>
    </Panel>
  )
}

const ORDER = Object.keys(ROLES)

function byRole(held: readonly PeopleMandateView[]): PeopleMandateView[] {
  return held.toSorted((one, other) => ORDER.indexOf(one.role) - ORDER.indexOf(other.role))
}

function People({ bodyId }: { bodyId: string }) {
  const { t, i18n } = useLingui()
  const me = useMe()
  const asked = useQuery(mandatesQuery(bodyId))
  return (
    <Panel title={t`People with a mandate`} tinted={false}>
      {asked.isPending && <Loading lines={4} />}
      {asked.error && <Trouble error={asked.error} onRetry={() => void asked.refetch()} />}
      <ul className={styles.plain}>
        {byRole(asked.data ?? []).map((each) => {
          const role = ROLES[each.role]
          return (
            <li key={each.mandate_id} className={styles.person}>
              <span>
                {each.display_name}
                {each.person_id === me.person_id && ` (${t`you`})`}
              </span>
              <span className={styles.meta}>{role && i18n._(role)}</span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function Body({ got, side }: { got: Got<UnionDialogueCaseSeen>; side: Side }) {
  const it = got.data
  return (
    <>
      <YourPart it={it} side={side} />
      <Columns
        aside={
          <>
            <Rooms caseId={it.case_id} />
            <Lock it={it} />
            <Regime got={got} />
            <People bodyId={it.body_id} />
          </>
        }
      >
        <Again it={it} />
        <Ended it={it} />
        {it.state === 'waiting' ? <Waits /> : <ClockCard caseId={it.case_id} />}
        <Suspense>
          <Agreements it={it} side={side} />
        </Suspense>
        <PackageState it={it} />
      </Columns>
    </>
  )
}

export function Case() {
  const { caseId } = route.useParams()
  return (
    <CasePage key={caseId} caseId={caseId}>
      {(got, side) => <Body got={got} side={side} />}
    </CasePage>
  )
}

function Waits() {
  const { t } = useLingui()
  return (
    <Note kind="info" title={t`The body, its calendar or its regime is not known here yet`}>
      <p>{t`As soon as it is, the package can be handed over.`}</p>
    </Note>
  )
}
