// What a round came to, as its authors read it: the recommendation, the spread of each question, the words.
import { Plural, useLingui } from '@lingui/react/macro'
import type { ReviewOutcomeView } from '../../api'
import { Note } from '../../ui'
import { Spread } from './picture'
import styles from './review.module.css'
import { RECOMMENDATIONS } from './words'

export function Came({ round }: { round: ReviewOutcomeView }) {
  const { t, i18n } = useLingui()
  const { outcome } = round
  if (!outcome) return null
  return (
    <div className={styles.came}>
      <p className={styles.verdict}>{i18n._(RECOMMENDATIONS[outcome.recommendation])}</p>
      <p>
        <Plural value={round.submitted} one="# review." other="# reviews." />{' '}
        {outcome.agreement === 'split' ? t`They are far apart on at least one question.` : t`They are close to each other.`}{' '}
        {t`This advises those who decide; it decides nothing.`}
      </p>
      {outcome.quorum_met === false && (
        <Note kind="warning" title={t`Fewer reviews than asked for`}>
          <p>{t`The round was ended by hand with ${round.submitted} of ${round.quorum} reviews.`}</p>
        </Note>
      )}
      <Spread criteria={outcome.criteria} marks={round.marks} />
      <h3 className={styles.h3}>{t`What the reviewers wrote`}</h3>
      {outcome.comments.length === 0 ? (
        <p>{t`None of them wrote anything.`}</p>
      ) : (
        <ul className={styles.comments}>
          {outcome.comments.map((each, at) => (
            <li key={at} className={styles.words}>
              {each}
            </li>
          ))}
        </ul>
      )}
      <p className={styles.meta}>{t`In the order of the alphabet, so that no order says who wrote what.`}</p>
    </div>
  )
}
