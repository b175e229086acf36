// An idea in a list: its support, its title and beginning, where it stands and what it waits for.
import { Plural, useLingui } from '@lingui/react/macro'
import type { Ref } from 'react'
import type { IdeasIdeaLine } from '../../api'
import { PlainLink, STANDS, Status } from '../../ui'
import { plain } from './plain'
import styles from './row.module.css'

interface Props {
  idea: IdeasIdeaLine
  ref: Ref<HTMLLIElement>
}

export function Row({ idea, ref }: Props) {
  const { t, i18n } = useLingui()
  const draft = idea.status === 'draft'
  return (
    <li ref={ref} className={styles.idea}>
      <p className={styles.support}>
        {draft ? (
          <span>{t`only you see it`}</span>
        ) : (
          <>
            <b>{idea.endorsements}</b>
            <span>
              <Plural value={idea.endorsements} one="supports it" other="support it" />
            </span>
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
      </div>
      <div className={styles.stand}>
        <Status status={idea.status} />
        <p>{i18n._(STANDS[idea.status].next)}</p>
      </div>
    </li>
  )
}
