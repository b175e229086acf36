// The figures of the portfolio: each with a sentence, a picture where it helps, and its table.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { createContext, type ReactNode, useContext } from 'react'
import type { IdeasAnswersView, IdeasDays, IdeasFacetView, IdeasPortfolio, IdeasStepView, IdeasWaitView } from '../../api'
import { Section } from '../../ui'
import styles from './portfolio.module.css'
import { ANSWER, FACET, STEP, WAIT, written } from './words'

/** How many people must be behind a figure. */
export const PeopleContext = createContext(10)

/** A number, or why there is none. */
function Told({ value }: { value: number | null }) {
  const { t, i18n } = useLingui()
  const people = useContext(PeopleContext)
  return <>{value === null ? t`hidden: fewer than ${people} people` : written(i18n.locale, value)}</>
}

function Took({ days }: { days: IdeasDays | null }) {
  const { i18n } = useLingui()
  if (!days) return <>–</>
  const [half, most] = [written(i18n.locale, days.median), written(i18n.locale, days.ninetieth)]
  return <Trans>{half} days, nine of ten within {most}</Trans>
}

function Table({ caption, heads, children }: { caption: string; heads: readonly string[]; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className={styles.scroll} role="group" aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

export function Funnel({ steps }: { steps: readonly IdeasStepView[] }) {
  const { t, i18n } = useLingui()
  const all = steps[0]?.ideas ?? 0
  const last = steps.at(-1)?.ideas ?? null
  const title = t`From idea to benefit`
  return (
    <Section id="funnel" title={title}>
      <p className={styles.says}>
        {last === null ? (
          <Plural value={all} one="# idea was handed in." other="# ideas were handed in." />
        ) : (
          <Trans>
            Of {all} ideas that were handed in, {last} have a benefit that somebody independent has verified.
          </Trans>
        )}
      </p>
      <Table caption={title} heads={[t`Step`, t`Share of all`, t`Ideas`, t`From the step before`]}>
        {steps.map((each) => (
          <tr key={each.step}>
            <th scope="row">{i18n._(STEP[each.step])}</th>
            <td className={styles.bar}>
              <svg aria-hidden="true" focusable="false">
                <rect width={`${all > 0 ? Math.round((100 * (each.ideas ?? 0)) / all) : 0}%`} height="100%" />
              </svg>
            </td>
            <td className={styles.count}>
              <Told value={each.ideas} />
            </td>
            <td>
              <Took days={each.days} />
            </td>
          </tr>
        ))}
      </Table>
    </Section>
  )
}

function Spread({ kind }: { kind: IdeasFacetView }) {
  const { i18n } = useLingui()
  if (!kind.spread) return <>–</>
  const { median, lower_quartile: low, upper_quartile: high } = kind.spread
  const [middle, from, to] = [written(i18n.locale, median), written(i18n.locale, low), written(i18n.locale, high)]
  return <Trans>{middle} of 4, half of them from {from} to {to}</Trans>
}

export function Facets({ kinds }: { kinds: readonly IdeasFacetView[] }) {
  const { t, i18n } = useLingui()
  const title = t`Kinds of innovation`
  const facets = [...new Set(kinds.map((each) => each.facet))]
  const told = (facet: IdeasFacetView['facet']) => kinds.filter((each) => each.facet === facet)
  return (
    <Section id="facets" title={title}>
      <p className={styles.says}>
        {t`What authors say that their ideas do: asked for by a call (top-down), or brought by whoever had them (bottom-up). An idea may have several.`}
      </p>
      <div className={styles.matrix} aria-hidden="true">
        {facets.map((facet) => {
          const known = told(facet).flatMap((each) => (each.ideas === null ? [] : [each.ideas]))
          return (
            <div key={facet} className={styles.cell}>
              <b>{i18n._(FACET[facet])}</b>
              <span className={styles.large}>
                {known.length > 0 ? written(i18n.locale, known.reduce((sum, each) => sum + each, 0)) : '–'}
              </span>
            </div>
          )
        })}
      </div>
      <Table caption={title} heads={[t`Kind`, t`Wanted by`, t`Ideas`, t`As colleagues see it`]}>
        {kinds.map((each) => (
          <tr key={each.facet + each.direction}>
            <th scope="row">{i18n._(FACET[each.facet])}</th>
            <td>{each.direction === 'top-down' ? t`a call (top-down)` : t`the authors (bottom-up)`}</td>
            <td className={styles.count}>
              <Told value={each.ideas} />
            </td>
            <td>
              <Spread kind={each} />
            </td>
          </tr>
        ))}
      </Table>
    </Section>
  )
}

export function Waiting({ waits }: { waits: readonly IdeasWaitView[] }) {
  const { t, i18n } = useLingui()
  const title = t`What waits`
  const late = waits.reduce((sum, each) => sum + (each.late ?? 0), 0)
  return (
    <Section id="waiting" title={title}>
      <p className={styles.says}>
        {late > 0 ? (
          <Plural value={late} one="# idea waits longer than was promised." other="# ideas wait longer than was promised." />
        ) : (
          t`Of what can be told, no idea waits longer than was promised.`
        )}
      </p>
      <Table caption={title} heads={[t`Waits for`, t`Ideas`, t`So far`, t`Longer than promised`]}>
        {waits.map((each) => (
          <tr key={each.wait}>
            <th scope="row">{i18n._(WAIT[each.wait])}</th>
            <td className={styles.count}>
              <Told value={each.ideas} />
            </td>
            <td>
              <Took days={each.days} />
            </td>
            <td className={styles.count}>
              <Told value={each.late} />
            </td>
          </tr>
        ))}
      </Table>
    </Section>
  )
}

/** The share of answers in time, in words; null where it cannot be told. */
export function shareOf({ answers, in_time: inTime }: IdeasAnswersView): number | null {
  return answers && inTime !== null ? inTime / answers : null
}

export function Answers({ answers, names }: { answers: readonly IdeasAnswersView[]; names: Map<string, string> }) {
  const { t, i18n } = useLingui()
  const title = t`Answers in time`
  const percent = (share: number | null) => (share === null ? '–' : written(i18n.locale, share, { style: 'percent' }))
  const all = answers[0]
  const share = all ? shareOf(all) : null
  const named = (each: IdeasAnswersView) => {
    if (each.campaign_id) return names.get(each.campaign_id) ?? t`A call for ideas`
    return each.answer ? i18n._(ANSWER[each.answer]) : t`All`
  }
  return (
    <Section id="answers" title={title}>
      <p className={styles.says}>
        {share === null ? t`There are no answers yet that can be told of.` : t`${percent(share)} of the answers came by the day that was promised.`}
      </p>
      <Table caption={title} heads={[t`Answer`, t`Given`, t`In time`, t`Share`]}>
        {answers.map((each) => (
          <tr key={each.campaign_id ?? each.answer ?? 'all'}>
            <th scope="row">{named(each)}</th>
            <td className={styles.count}>
              <Told value={each.answers} />
            </td>
            <td className={styles.count}>
              <Told value={each.in_time} />
            </td>
            <td className={styles.count}>{percent(shareOf(each))}</td>
          </tr>
        ))}
      </Table>
    </Section>
  )
}

/** Whether something that was asked for is told only without the filters. */
export function isFolded(made: IdeasPortfolio): boolean {
  return made.funnel.some((each) => each.folded && each.ideas !== null)
}
