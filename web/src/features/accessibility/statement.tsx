// How accessible the application is, how that is known, what is missing, and to whom one turns.
import { Trans, useLingui } from '@lingui/react/macro'
import { Page, Section, Table, useBrand } from '../../ui'
import { type Basis, CRITERIA } from './criteria'
import styles from './statement.module.css'

function Criteria() {
  const { t, i18n } = useLingui()
  const words: Record<Basis, string> = {
    pages: t`Met: a tool looks at every page`,
    journeys: t`Met: tried in journeys through the application`,
    built: t`Met, by reading how it is made`,
    none: t`Nothing of the kind here`,
  }
  return (
    <Table
      caption={t`Criteria of WCAG 2.2, levels A and AA`}
      hideCaption
      heads={[t`Criterion`, t`Level`, t`State, and how it is known`]}
      rows={CRITERIA.map(({ number, level, name, basis }) => ({
        key: number,
        cells: [`${number} ${i18n._(name)}`, level, words[basis]],
      }))}
    />
  )
}

function Tested() {
  const { t } = useLingui()
  return (
    <Section id="tested" title={t`How it was tested`}>
      <ul className={styles.list}>
        <li>{t`Each page in English, French and German, light and dark, with axe: no violation of WCAG 2.2 AA may remain.`}</li>
        <li>{t`Each page at 320 pixels: nothing is cut off, nothing scrolls sideways. That is a zoom of 400 % on a usual screen.`}</li>
        <li>{t`Whole journeys by keyboard alone: the focus is seen at every stop, and returns where it was.`}</li>
        <li>{t`Colours that the system forces, reduced motion, wider text spacing, and on paper.`}</li>
      </ul>
    </Section>
  )
}

function Gaps() {
  const { t } = useLingui()
  return (
    <Section id="gaps" title={t`What is missing`}>
      <ul className={styles.list}>
        <li>{t`It was tested by its makers and their tools, not yet by an independent body, nor with people who use a screen reader every day.`}</li>
        <li>{t`Ideas, comments and opinions are in the language and the words of those who write them; there is no version in easy language.`}</li>
        <li>{t`Files that colleagues attach are not checked for accessibility.`}</li>
        <li>{t`Fields for days and times look as the browser shows them; days are also said in words.`}</li>
      </ul>
    </Section>
  )
}

export function Statement() {
  const { t } = useLingui()
  const { name, organisation, support } = useBrand()
  return (
    <Page
      title={t`Accessibility`}
      lead={
        <p>
          <Trans>
            {organisation} wants everybody to be able to use {name}. We measure it by the Web Content Accessibility
            Guidelines 2.2, level AA, on which EN 301 549 builds.
          </Trans>
        </p>
      }
    >
      <Section id="turn" title={t`If something keeps you out`}>
        <p className={styles.text}>
          <Trans>
            Write to <a href={`mailto:${support}`}>{support}</a>: what you wanted to do, on which page, and with which
            aid. You get an answer from a person, and what you need in another way until it is mended. If the answer does
            not help, turn to the body that watches over accessibility where you work.
          </Trans>
        </p>
      </Section>
      <Gaps />
      <Tested />
      <Section id="criteria" title={t`Each criterion`}>
        <Criteria />
      </Section>
    </Page>
  )
}
