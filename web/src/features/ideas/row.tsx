// An idea in a list: its support, its title and beginning, where it stands and what it waits for.
import { Plural, useLingui } from '@lingui/react/macro'
import type { IdeasIdeaLine } from '../../api'
import { PlainLink, STANDS, Status } from '../../ui'
import { plain } from './plain'
import styles from './row.module.css'

export function Row({ idea }: { idea: IdeasIdeaLine }) {
  const { t, i18n } = useLingui()
  const draft = idea.status === 'draft'
  return (
    <li className={styles.idea}>
      <p className={styles.support}>
        {draft ? (
          <span>{t`only you see it`}</span>
        ) : (
          <>
            <b>{idea.endorsements}</b>
            <span>
              <Plural value={idea.endorsements} one="supports it" other="support it" />
            </span>
            {idea.endorsed && <span className={styles.mine}>{t`you too`}</span>}
          </>
        )}
      </p>
      <div className={styles.text}>
        <h2 className={styles.title} lang={idea.language}>
          <PlainLink to={draft ? '/ideas/$ideaId/edit' : '/ideas/$ideaId'} params={{ ideaId: idea.idea_id }} data-row>
            {idea.title}
          </PlainLink>
        </h2>
        <p lang={idea.language} className={styles.excerpt}>
          {plain(idea.excerpt)}
        </p>
        {idea.comments > 0 && (
          <p className={styles.comments}>
            <Plural value={idea.comments} one="# comment" other="# comments" />
          </p>
        )}
      </div>
      <div className={styles.stand}>
        <Status status={idea.status} />
        <p>{i18n._(STANDS[idea.status].next)}</p>
      </div>
    </li>
  )
}
