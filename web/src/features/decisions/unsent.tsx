// What somebody had written for a decision that was taken without them: it stays until they have read it and put it away.
import { useLingui } from '@lingui/react/macro'
import { type IdeasIdeaSeen, useKept } from '../../api'
import { Button, Note } from '../../ui'
import styles from './decisions.module.css'
import { EMPTY, type Filled } from './form'

export function Unsent({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const { form, done } = useKept<Filled>(`decision/${idea.idea_id}`, EMPTY)
  const words = [form.text, form.conditions].filter((each) => each.trim())
  if (words.length === 0) return null
  return (
    <Note kind="warning" title={t`Something that you wrote was not sent`}>
      <p>{t`The idea stands elsewhere by now. Your words are on this device alone, until you throw them away.`}</p>
      {words.map((each) => (
        <p key={each} className={styles.text} lang={idea.language}>
          {each}
        </p>
      ))}
      <Button variant="secondary" onClick={() => void done()}>
        {t`Throw it away`}
      </Button>
    </Note>
  )
}
