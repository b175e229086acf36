// The reader's own ideas, each with what comes next.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, PlainLink, Section, STANDS, Status, Trouble } from '../../ui'
import styles from './own.module.css'
import { ownIdeasQuery } from './queries'

export function OwnIdeas() {
  const { t, i18n } = useLingui()
  const own = useQuery(ownIdeasQuery)
  if (own.error) return <Trouble error={own.error} onRetry={() => void own.refetch()} />
  if (!own.data || own.data.length === 0) return null
  return (
    <Section
      id="yours"
      title={t`Your ideas`}
      aside={
        <Link to="/ideas" search={{ author: 'me' }}>
          {t`All of yours`}
        </Link>
      }
    >
      <ul className={styles.list}>
        {own.data.map((idea) => (
          <li key={idea.idea_id} className={styles.idea}>
            <p className={styles.title} lang={idea.language}>
              <PlainLink
                to={idea.status === 'draft' ? '/ideas/$ideaId/edit' : '/ideas/$ideaId'}
                params={{ ideaId: idea.idea_id }}
                data-row
              >
                {idea.title}
              </PlainLink>
            </p>
            <Status status={idea.status} />
            <p className={styles.next}>{i18n._(STANDS[idea.status].next)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
