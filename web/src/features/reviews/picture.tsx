// Marks as a picture and as a table: a dot for each mark where they are known, the span, and where the middle is.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReviewCriterion } from '../../api'
import { Table } from '../../ui'
import styles from './picture.module.css'
import { questionsQuery } from './queries'

const LOWEST = 1
const HIGHEST = 5
const FAR = 3

/** Where a mark stands on the line, in percent. */
export function placeOf(mark: number): number {
  return ((mark - LOWEST) / (HIGHEST - LOWEST)) * 100
}

/** Equal marks stand on top of each other: for each mark, how many of the same are below it. */
export function stacked(marks: readonly number[]): { mark: number; above: number }[] {
  return marks.map((mark, at) => ({ mark, above: marks.slice(0, at).filter((each) => each === mark).length }))
}

function Line({ criterion, marks }: { criterion: ReviewCriterion; marks: readonly number[] }) {
  const { min, max, median } = criterion
  return (
    <svg viewBox="-8 0 236 52" className={styles.line} aria-hidden="true" focusable="false">
      <g transform="translate(10 36)">
        <line x1="0" x2="200" className={styles.axis} />
        {[1, 2, 3, 4, 5].map((step) => (
          <line key={step} x1={placeOf(step) * 2} x2={placeOf(step) * 2} y1="-3" y2="3" className={styles.axis} />
        ))}
        <text x="-14" y="4" className={styles.end}>
          {LOWEST}
        </text>
        <text x="207" y="4" className={styles.end}>
          {HIGHEST}
        </text>
        <line x1={placeOf(min) * 2} x2={placeOf(max) * 2} className={styles.span} />
        {stacked(marks).map(({ mark, above }) => (
          <circle key={`${mark}/${above}`} cx={placeOf(mark) * 2} cy={-above * 9} r="5" className={styles.dot} />
        ))}
        <path d={`M ${placeOf(median) * 2} 11 l -5 -8 h 10 z`} transform="translate(0 2)" className={styles.middle} />
      </g>
    </svg>
  )
}

interface Props {
  criteria: readonly ReviewCriterion[]
  marks?: Record<string, number[]>
}

export function Spread({ criteria, marks = {} }: Props) {
  const { t, i18n } = useLingui()
  const questions = useQuery(questionsQuery).data
  const number = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 1 })
  const asks = (name: string) => questions?.get(name) ?? name
  const known = Object.keys(marks).length > 0
  return (
    <div className={styles.spread}>
      <ul className={styles.lines}>
        {criteria.map((each) => (
          <li key={each.criterion}>
            <p>{asks(each.criterion)}</p>
            <Line criterion={each} marks={marks[each.criterion] ?? []} />
            {each.max - each.min >= FAR && <p className={styles.far}>{t`far apart`}</p>}
          </li>
        ))}
      </ul>
      <p className={styles.legend}>
        {known ? t`A dot is a mark, from 1 to 5; the bar is the span, the triangle the median.` : t`The bar is the span of the marks from 1 to 5, the triangle the median.`}
      </p>
      <Table
        caption={t`The same as a table`}
        heads={[t`Question`, t`Marks`, t`Lowest`, t`Median`, t`Highest`]}
        rows={criteria.map((each) => ({
          key: each.criterion,
          cells: [
            asks(each.criterion),
            marks[each.criterion]?.join(', ') ?? String(each.n),
            number.format(each.min),
            number.format(each.median),
            number.format(each.max),
          ],
        }))}
      />
    </div>
  )
}
