// Two people changed the same text: both stand side by side, and nothing is thrown away before somebody chose.
import { useLingui } from '@lingui/react/macro'
import { Button, Note } from '../../ui'
import styles from './conflict.module.css'
import type { Fields } from './manuscript'

interface Props {
  mine: Fields
  theirs: Fields
  /** Undefined: theirs. */
  settle: (chosen?: Fields) => void
}

function together(mine: string, theirs: string): string {
  return mine.trim() === theirs.trim() ? mine : `${mine.trimEnd()}\n\n${theirs}`
}

function Side({ title, fields }: { title: string; fields: Fields }) {
  return (
    <section className={styles.side}>
      <h2>{title}</h2>
      <p className={styles.title} lang={fields.language}>
        {fields.title}
      </p>
      <p className={styles.text} lang={fields.language}>
        {fields.text}
      </p>
    </section>
  )
}

export function Conflict({ mine, theirs, settle }: Props) {
  const { t } = useLingui()
  return (
    <Note kind="warning" title={t`Somebody else changed this idea meanwhile`} live>
      <p>{t`Both texts are here. Choose one, or put both into the form and make one of them.`}</p>
      <div className={styles.sides}>
        <Side title={t`Yours, on this device`} fields={mine} />
        <Side title={t`Theirs, on the server`} fields={theirs} />
      </div>
      <div className={styles.acts}>
        <Button
          variant="secondary"
          onClick={() => {
            settle(mine)
          }}
        >
          {t`Keep mine`}
        </Button>
        <Button
          variant="secondary"
          onClick={() => {
            settle()
          }}
        >
          {t`Take theirs`}
        </Button>
        <Button
          variant="secondary"
          onClick={() => {
            settle({ ...mine, text: together(mine.text, theirs.text) })
          }}
        >
          {t`Edit both together`}
        </Button>
      </div>
    </Note>
  )
}
