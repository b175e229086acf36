// Which rights of representatives the answers touch, why, where it is written, and what follows.
import { Plural, useLingui } from '@lingui/react/macro'
import type { IdeasScreenView } from '../../api'
import { Panel } from '../../ui'
import styles from './decisions.module.css'

interface Props {
  screen: IdeasScreenView
  /** True also where somebody was not sure: in doubt the body is heard. */
  answers: Record<string, boolean>
}

export function Rights({ screen, answers }: Props) {
  const { t } = useLingui()
  const touched = screen.questions.filter(({ question }) => answers[question])
  return (
    <Panel title={t`Rights that are touched`}>
      <p role="status">
        {touched.length === 0 ? (
          t`None so far. Nobody need be heard before the decision; a body may contest that for 14 days.`
        ) : (
          <Plural
            value={touched.length}
            one="# right. The bodies that cover the unit are heard before anything but a refusal is decided."
            other="# rights. The bodies that cover the unit are heard before anything but a refusal is decided."
          />
        )}
      </p>
      {touched.length > 0 && (
        <>
          <ul className={styles.rights}>
            {touched.map((each) => (
              <li key={each.question}>
                <b>{each.right}</b>
                <span>{each.why}</span>
                <span className={styles.meta}>{each.rule}</span>
              </li>
            ))}
          </ul>
          <p>{t`The clock starts when a body confirms the receipt of the package. How long it runs and what silence means follows from the rules of each body and stands in its case.`}</p>
        </>
      )}
      <p className={styles.meta}>{t`A template, to be checked by counsel.`}</p>
    </Panel>
  )
}
