// Ideas that are like what is being written, with the words that they share; absent when there are none.
import { Plural, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Link, Status } from '../../ui'
import { similarQuery } from './queries'
import { useSettled } from './settled'
import styles from './similar.module.css'
import { LANGUAGES } from './words'

const WORDS = 3

interface Props {
  title: string
  text: string
  besides: string | null
}

export function Similar({ title, text, besides }: Props) {
  const { t, i18n } = useLingui()
  const [passed, setPassed] = useState<string>('')
  const settledTitle = useSettled(title.slice(0, 200))
  const settledText = useSettled(text.slice(0, 2000))
  const enough = `${settledTitle} ${settledText}`.trim().split(/\s+/).length >= WORDS
  const similar = useQuery({
    ...similarQuery(settledTitle, settledText, besides),
    enabled: enough,
    placeholderData: (before) => before,
  })
  const found = enough ? (similar.data ?? []) : []
  const ids = found.map((each) => each.idea_id).join()
  if (found.length === 0 || ids === passed) return null
  return (
    <section className={styles.similar} aria-labelledby="similar">
      <h2 id="similar" className={styles.title}>
        <span role="status">
          <Plural value={found.length} one="# idea looks similar" other="# ideas look similar" />
        </span>
      </h2>
      <p>{t`You can support one of these instead, or go on. Your draft is kept either way.`}</p>
      <ul className={styles.list}>
        {found.map((each) => {
          const words = each.shared_words.join(', ')
          return (
            <li key={each.idea_id}>
              <Link to="/ideas/$ideaId" params={{ ideaId: each.idea_id }} lang={each.language}>
                {each.title}
              </Link>
              <div className={styles.row}>
                <Status status={each.status} />
                {each.language !== i18n.locale && <span>{i18n._(LANGUAGES[each.language])}</span>}
              </div>
              <p className={styles.why}>{t`Shares: ${words}`}</p>
            </li>
          )
        })}
      </ul>
      <Button
        variant="secondary"
        data-size="sm"
        onClick={() => {
          setPassed(ids)
          document.getElementById('text')?.focus()
        }}
      >
        {t`None of these, go on`}
      </Button>
    </section>
  )
}
