// The rules in force, to be read: by what ideas are reviewed, by what bodies are consulted. Each is a version.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { Fragment, useEffect, useRef } from 'react'
import type { ReviewRubricView, UnionDialogueRegimeView } from '../../api'
import { PeoplePages } from '../../parts'
import { Loading, Note, Page, Section, Table, Trouble } from '../../ui'
import { type Length, lengthsOf } from './lengths'
import { regimesQuery, rubricsQuery } from './queries'
import styles from './rules.module.css'
import { RULES, VARIANTS } from './words'

function Span({ n, unit }: { n: number; unit: string }) {
  if (unit === 'working-days') return <Plural value={n} one="# working day" other="# working days" />
  if (unit === 'weeks') return <Plural value={n} one="# week" other="# weeks" />
  if (unit === 'months') return <Plural value={n} one="# month" other="# months" />
  return <Plural value={n} one="# calendar day" other="# calendar days" />
}

function Rubric({ rubric }: { rubric: ReviewRubricView }) {
  const { t } = useLingui()
  const whole = rubric.questions.reduce((sum, each) => sum + each.weight, 0)
  return (
    <Table
      caption={t`Version ${rubric.version}`}
      heads={[t`Question`, t`Weight`]}
      rows={rubric.questions.map((each) => ({
        key: each.criterion,
        cells: [each.question, `${Math.round((100 * each.weight) / whole)} %`],
      }))}
    />
  )
}

function Rubrics() {
  const { t } = useLingui()
  const rubrics = useQuery(rubricsQuery)
  return (
    <Section id="rubrics" title={t`How ideas are reviewed`} aside={t`A round keeps the version that it began with.`}>
      {rubrics.isPending && <Loading />}
      {rubrics.error && <Trouble error={rubrics.error} onRetry={() => void rubrics.refetch()} />}
      {rubrics.data?.map((each) => <Rubric key={each.version} rubric={each} />)}
    </Section>
  )
}

function LengthLine({ length }: { length: Length }) {
  const { i18n } = useLingui()
  const of = (variant: string) => {
    const known = VARIANTS[variant]
    return known ? i18n._(known) : variant
  }
  const other = length.before ? of(length.before) : ''
  return (
    <>
      <dt>{of(length.variant)}</dt>
      <dd>
        <Span n={length.n} unit={length.unit} />
        {other && (
          <>
            {' '}
            <Trans>before the last day of: {other}</Trans>
          </>
        )}
      </dd>
    </>
  )
}

function Regime({ regime, open }: { regime: UnionDialogueRegimeView; open: boolean }) {
  const { t, i18n } = useLingui()
  const lengths = lengthsOf(regime)
  const place = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: 'start' })
  }, [open])
  const { version, source } = regime
  return (
    <details ref={place} id={regime.key} className={styles.regime} open={open || undefined}>
      <summary>{regime.name}</summary>
      <p className={styles.source}>
        <Trans>
          Version {version}, after {source}
        </Trans>
      </p>
      <Note kind="warning">
        <p>{regime.notice}</p>
      </Note>
      <dl className={styles.rules}>
        {lengths.length === 0 && (
          <>
            <dt>{t`Length`}</dt>
            <dd>{t`Only what both sides agree.`}</dd>
          </>
        )}
        {lengths.map((each) => (
          <LengthLine key={each.variant} length={each} />
        ))}
        {RULES.map(({ name, says }) => {
          const said = says(regime)
          return (
            <Fragment key={name.id}>
              <dt>{i18n._(name)}</dt>
              <dd>{said ? i18n._(said) : '…'}</dd>
            </Fragment>
          )
        })}
      </dl>
    </details>
  )
}

function Regimes() {
  const { t } = useLingui()
  const hash = useRouterState({ select: (state) => state.location.hash })
  const regimes = useQuery(regimesQuery)
  return (
    <Section id="regimes" title={t`How bodies are consulted`} aside={t`A case keeps the version that it began with.`}>
      {regimes.isPending && <Loading lines={8} />}
      {regimes.error && <Trouble error={regimes.error} onRetry={() => void regimes.refetch()} />}
      {regimes.data?.map((each) => <Regime key={each.key} regime={each} open={each.key === hash} />)}
    </Section>
  )
}

export function Rules() {
  const { t } = useLingui()
  return (
    <Page
      title={t`Rules`}
      lead={<p>{t`By what ideas are reviewed, and by what representative bodies are consulted. What is shipped is a template: have it checked by counsel.`}</p>}
    >
      <PeoplePages />
      <Rubrics />
      <Regimes />
    </Page>
  )
}
