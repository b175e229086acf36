// The ideas that live on in this one.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { IdeasIdeaSeen, IdeasOrigin } from '../../api'
import { Link, Panel, useMoments } from '../../ui'
import { Author } from './author'
import styles from './origins.module.css'

function From({ origin }: { origin: IdeasOrigin }) {
  const { t } = useLingui()
  const moments = useMoments()
  const at = moments.time(origin.priority_at)
  return (
    <li>
      <p>
        <Link to="/ideas/$ideaId" params={{ ideaId: origin.idea_id }}>
          {t`No. ${origin.number}`}
        </Link>
      </p>
      {origin.authors && (
        <ul className={styles.plain}>
          {origin.authors.map((each) => (
            <Author key={each.person_id} author={each} alone={origin.authors?.length === 1} />
          ))}
        </ul>
      )}
      <p className={styles.meta}>
        <Trans>Received on {at}</Trans>
      </p>
      <p className={styles.meta}>
        <Plural value={origin.endorsements} one="# person supports it" other="# people support it" />
      </p>
    </li>
  )
}

/** What lives on in an idea: each with its own time, authors and supporters. */
export function Origins({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const { origins } = idea
  if (origins.length === 0) return null
  return (
    <Panel title={t`Merged into this idea`}>
      <ul className={styles.origins}>
        {origins.map((each) => (
          <From key={each.idea_id} origin={each} />
        ))}
      </ul>
    </Panel>
  )
}
