// The bodies that represent employees; the administrator forms new ones.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type PeopleBodyView, hasRole, unitsQuery, useMe } from '../../api'
import { useNamed } from '../../parts'
import { Empty, Loading, Opener, PlainLink, Trouble } from '../../ui'
import { BodyForm } from './body-form'
import { Frame } from './frame'
import styles from './people.module.css'
import { bodiesQuery } from './queries'
import { KIND, KINDS } from './words'

/** What kind of body it is, in words; HR may tell kinds that are none of ours. */
export function useKind() {
  const { i18n } = useLingui()
  return (kind: string) => {
    const known = KINDS.find((each) => each === kind)
    return known ? i18n._(KIND[known]) : kind
  }
}

function Line({ body }: { body: PeopleBodyView }) {
  const { t } = useLingui()
  const named = useNamed()
  const kind = useKind()
  const units = useQuery(unitsQuery).data ?? []
  const scope = units.filter((each) => body.scope_unit_ids.includes(each.unit_id)).map((each) => named(each.names))
  return (
    <li className={styles.line}>
      <PlainLink to="/people/bodies/$bodyId" params={{ bodyId: body.body_id }} data-row>
        {named(body.names)}
      </PlainLink>
      <span>{kind(body.kind)}</span>
      <span>{body.scope_unit_ids.length === 0 ? t`it has ended` : scope.join(', ')}</span>
    </li>
  )
}

export function Bodies() {
  const { t } = useLingui()
  const administers = hasRole(useMe(), 'administrator')
  const navigate = useNavigate()
  const bodies = useQuery(bodiesQuery)
  return (
    <Frame
      title={t`Representative bodies`}
      lead={<p>{t`Who represents employees towards the employer, for which units, and by which rules they are consulted.`}</p>}
    >
      {bodies.isPending && <Loading />}
      {bodies.error && <Trouble error={bodies.error} onRetry={() => void bodies.refetch()} />}
      {bodies.data?.length === 0 && (
        <Empty title={t`There is no body yet`}>
          <p>{t`Without one nobody can be consulted: ideas that touch rights of employees wait until there is one.`}</p>
        </Empty>
      )}
      {bodies.data && bodies.data.length > 0 && (
        <ul className={styles.lines}>
          {bodies.data.map((each) => (
            <Line key={each.body_id} body={each} />
          ))}
        </ul>
      )}
      {administers && (
        <div className={styles.below}>
          <Opener verb={t`Form a body`}>
            {(close) => (
              <BodyForm
                close={close}
                then={(bodyId) => {
                  void navigate({ to: '/people/bodies/$bodyId', params: { bodyId } })
                }}
              />
            )}
          </Opener>
        </div>
      )}
    </Frame>
  )
}
