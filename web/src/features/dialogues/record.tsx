// The case file on one page, made to be printed: what was given, counted, said, answered and decided. No word of a room.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQueries, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { UnionDialogueCaseSeen } from '../../api'
import { Button, Loading, Section, Trouble, useMoments } from '../../ui'
import { answersIn } from './answers'
import { DayStrip } from './clock'
import { Corrections, Opinion, saidIn } from './delivered'
import { CasePage, useBody } from './head'
import { Matrix } from './matrix'
import { clockQuery, packageQuery } from './queries'
import styles from './record.module.css'
import { useRights } from './rights'
import { RESULTS, STANDS } from './words'
import type { CaseState } from './search'

const route = getRouteApi('/inside/cases/$caseId/record')

function Facts({ it }: { it: UnionDialogueCaseSeen }) {
  const { t, i18n } = useLingui()
  const body = useBody(it.body_id)
  const result = it.result ? RESULTS[it.result] : undefined
  const said = useRights()
  const rights = it.rights.map((each) => said(each).right).join(', ')
  const facts: [string, string | null][] = [
    [t`Number`, it.case_id],
    [t`Body`, body],
    [t`Measure`, it.measure],
    [t`Rights touched`, rights],
    [t`Regime`, it.regime && it.regime_version ? t`${it.regime}, version ${it.regime_version}` : it.regime],
    [t`Where it stands`, i18n._(STANDS[it.state as CaseState].label)],
    [t`Result`, result ? i18n._(result) : null],
    [t`Reason`, it.reason],
    [t`In place of the consent`, it.consent_replaced_by],
  ]
  return (
    <Section id="facts" title={t`The case`}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) =>
          value ? (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ) : null,
        )}
      </dl>
    </Section>
  )
}

function Packages({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const versions = Array.from({ length: it.package_version }, (_, at) => at + 1)
  const asked = useQueries({ queries: versions.map((version) => packageQuery(it.case_id, version)) })
  if (versions.length === 0) return null
  return (
    <Section id="packages" title={t`Information package`}>
      {asked.map((each, at) => {
        const version = at + 1
        if (each.error) return <Trouble key={version} error={each.error} onRetry={() => void each.refetch()} />
        if (!each.data) return <Loading key={version} lines={3} />
        const given = each.data
        const on = moments.time(given.provided_at)
        const parts: [string, string | null | undefined][] = [
          [t`Measure`, given.measure],
          [t`Reasons`, given.reasons],
          [t`Effects on staff`, given.effects],
          [t`What else was considered`, given.alternatives],
          [t`Time plan`, given.time_plan],
          [t`Documents`, (given.documents ?? []).join('\n')],
        ]
        return (
          <article key={version} className={styles.version}>
            <h3>
              <Trans>
                Version {version}, handed over on {on}
              </Trans>
            </h3>
            <dl className={styles.facts}>
              {parts.map(([name, text]) =>
                text ? (
                  <Fragment key={name}>
                    <dt>{name}</dt>
                    <dd>{text}</dd>
                  </Fragment>
                ) : null,
              )}
            </dl>
          </article>
        )
      })}
    </Section>
  )
}

function Period({ caseId, today }: { caseId: string; today: string }) {
  const { t } = useLingui()
  const asked = useQuery(clockQuery(caseId))
  if (asked.error) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Loading lines={4} />
  if (asked.data.state === 'if-received') return null
  return (
    <Section id="period" title={t`The period and its reasons`}>
      <DayStrip clock={asked.data} today={today} />
      <ol className={styles.reasons}>
        {asked.data.reasons.map((each) => (
          <li key={`${each.code}/${each.day ?? ''}/${each.text}`}>{each.text}</li>
        ))}
      </ol>
      <p className={styles.meta}>{asked.data.notice}</p>
    </Section>
  )
}

function Answers({ it }: { it: UnionDialogueCaseSeen }) {
  const { t } = useLingui()
  const opinion = saidIn(it)
  if (!opinion) return null
  return (
    <>
      <Section id="opinion" title={t`Opinion of the representatives`}>
        <Opinion opinion={opinion} />
      </Section>
      <Corrections it={it} of="opinion" />
      {(opinion.points ?? []).length > 0 && (
        <Section
          id="answers"
          title={t`Answers of management`}
          aside={
            <Plural
              value={it.unanswered.length}
              _0="every point has an answer"
              one="# point has no answer yet"
              other="# points have no answer yet"
            />
          }
        >
          <Matrix points={opinion.points ?? []} answers={answersIn(it)} caseId={it.case_id} open={[]} />
        </Section>
      )}
      <Corrections it={it} of="response" />
    </>
  )
}

export function CaseRecord() {
  const { t } = useLingui()
  const moments = useMoments()
  const { caseId } = route.useParams()
  const today = moments.dayAt(new Date())
  const printed = moments.day(today)
  return (
    <CasePage key={caseId} caseId={caseId} part={t`Case file`}>
      {({ data: it }) => (
        <div className={styles.file}>
          <div className={styles.print}>
            <p>{t`What was given, counted, said, answered and decided. What was said in the rooms is not part of it.`}</p>
            <Button
              variant="secondary"
              onClick={() => {
                window.print()
              }}
            >
              {t`Print the case file`}
            </Button>
          </div>
          <Facts it={it} />
          <Packages it={it} />
          <Period caseId={caseId} today={today} />
          <Answers it={it} />
          <div className={styles.signatures}>
            <p>{t`For the representatives`}</p>
            <p>{t`For management`}</p>
            <p className={styles.meta}>{t`Made on ${printed}`}</p>
          </div>
        </div>
      )}
    </CasePage>
  )
}
