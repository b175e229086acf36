// One body: whom it represents and by which rules, who sits in it; the administrator changes and ends it.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Got, hasRole, type PeopleBodyView, call, peopleEndBody, unitsQuery, useMe } from '../../api'
import { useNamed } from '../../parts'
import { Link, Loading, Opener, Trouble } from '../../ui'
import { useKind } from './bodies'
import { BodyForm } from './body-form'
import { EndForm } from './ending'
import { Frame } from './frame'
import { Mandates } from './mandates'
import styles from './people.module.css'
import { usePlaces } from './places'
import { bodyQuery, calendarsQuery, regimesQuery } from './queries'

const route = getRouteApi('/inside/people/bodies/$bodyId')

function Facts({ body }: { body: PeopleBodyView }) {
  const { t } = useLingui()
  const named = useNamed()
  const kind = useKind()
  const places = usePlaces()
  const units = useQuery(unitsQuery).data ?? []
  const regime = useQuery(regimesQuery).data?.find((each) => each.key === body.regime)
  const calendar = useQuery(calendarsQuery).data?.find((each) => each.calendar_id === body.calendar_id)
  const scope = units.filter((each) => body.scope_unit_ids.includes(each.unit_id))
  return (
    <dl className={styles.facts}>
      <dt>{t`Kind`}</dt>
      <dd>{kind(body.kind)}</dd>
      <dt>{t`Represents`}</dt>
      <dd>{body.scope_unit_ids.length === 0 ? t`nobody any more: it has ended` : scope.map((each) => named(each.names)).join(', ')}</dd>
      <dt>{t`Regime`}</dt>
      <dd>
        <Link to="/rules" hash={body.regime}>
          {regime?.name ?? body.regime}
        </Link>
      </dd>
      <dt>{t`Calendar`}</dt>
      <dd>
        {body.calendar_id ? (
          <Link to="/people/calendars/$calendarId" params={{ calendarId: body.calendar_id }}>
            {calendar ? places.calendar(calendar) : '…'}
          </Link>
        ) : (
          t`none is told`
        )}
      </dd>
    </dl>
  )
}

function Shown({ body }: { body: Got<PeopleBodyView> }) {
  const { t } = useLingui()
  const administers = hasRole(useMe(), 'administrator')
  const path = { body_id: body.data.body_id }
  return (
    <>
      <Facts body={body.data} />
      {administers && body.data.scope_unit_ids.length > 0 && (
        <div className={styles.acts}>
          <Opener verb={t`Change the body`}>{(close) => <BodyForm body={body} close={close} />}</Opener>
          <Opener verb={t`End the body`}>
            {(close) => (
              <EndForm
                what={path.body_id}
                label={t`End of the body`}
                verb={t`End the body`}
                follows={t`From that day on it represents no unit and every mandate for it is over. Close its open cases first.`}
                send={({ starts_on }) => call(peopleEndBody({ path, body: { starts_on }, headers: { 'If-Match': body.etag } }))}
                close={close}
              />
            )}
          </Opener>
        </div>
      )}
      <Mandates bodyId={body.data.body_id} />
    </>
  )
}

export function Body() {
  const { t } = useLingui()
  const named = useNamed()
  const { bodyId } = route.useParams()
  const body = useQuery(bodyQuery(bodyId))
  const above = <Link to="/people/bodies">{t`Representative bodies`}</Link>
  return (
    <Frame key={bodyId} title={body.data ? named(body.data.data.names) : t`A representative body`} above={above}>
      {body.isPending && <Loading />}
      {body.error && <Trouble error={body.error} onRetry={() => void body.refetch()} />}
      {body.data && <Shown body={body.data} />}
    </Frame>
  )
}
