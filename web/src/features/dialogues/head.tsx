// What stands above every page of a case: what it is about, where it stands, and the ways to its parts.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type Got, type UnionDialogueCaseView, useMe } from '../../api'
import { Link, Loading, Page, PlainLink, Tag, Trouble } from '../../ui'
import styles from './head.module.css'
import { attendanceQuery, bodiesQuery, caseQuery, regimeQuery } from './queries'
import type { CaseState } from './search'
import { sideOf, whoIs, type Who } from './side'
import { STANDS, VARIANTS } from './words'

/** The name of a body in the reader's language. */
export function useBody(bodyId: string): string {
  const { t, i18n } = useLingui()
  const found = useQuery(bodiesQuery).data?.find((each) => each.body_id === bodyId)
  return found ? (found.names[i18n.locale] ?? Object.values(found.names)[0] ?? '') : t`Representatives`
}

/** As whom the reader meets a case. */
export function useWho(it: UnionDialogueCaseView): Who {
  const me = useMe()
  const body = sideOf(me, it.body_id) === 'body'
  const attendance = useQuery({ ...attendanceQuery(it.case_id), enabled: body })
  return whoIs(me, it.body_id, attendance.data)
}

export function CaseTag({ state }: { state: string }) {
  const { i18n } = useLingui()
  const { label, tone, icon } = STANDS[state as CaseState]
  return (
    <Tag tone={tone} icon={icon}>
      {i18n._(label)}
    </Tag>
  )
}

function Ways({ caseId }: { caseId: string }) {
  const { t } = useLingui()
  const here = { params: { caseId }, activeProps: { 'aria-current': 'page' as const } }
  const whole = { exact: true, includeSearch: false }
  return (
    <nav aria-label={t`Parts of the case`} className={styles.ways}>
      <PlainLink to="/cases/$caseId" activeOptions={whole} {...here}>{t`Overview`}</PlainLink>
      <PlainLink to="/cases/$caseId/package" activeOptions={{ includeSearch: false }} {...here}>{t`Package`}</PlainLink>
    </nav>
  )
}

function Lead({ it }: { it: UnionDialogueCaseView }) {
  const { i18n } = useLingui()
  const regime = useQuery({ ...regimeQuery(it.regime ?? ''), enabled: it.regime !== null }).data
  const variant = VARIANTS[it.variant]
  return (
    <span className={styles.lead}>
      <CaseTag state={it.state} />
      {regime && (
        <span>
          {regime.name}
          {it.variant !== 'normal' && variant && `, ${i18n._(variant)}`} · {regime.notice}
        </span>
      )}
    </span>
  )
}

interface Props {
  caseId: string
  /** The page's part of the case, for the title bar. */
  part?: string
  children: (got: Got<UnionDialogueCaseView>, who: Who) => ReactNode
}

function Found({ got, children }: { got: Got<UnionDialogueCaseView>; children: Props['children'] }) {
  return <>{children(got, useWho(got.data))}</>
}

export function CasePage({ caseId, part, children }: Props) {
  const { t } = useLingui()
  const asked = useQuery(caseQuery(caseId))
  const it = asked.data?.data
  const body = useBody(it?.body_id ?? '')
  if (!it || !asked.data)
    return (
      <Page title={t`Consultation`} above={<Link to="/cases">{t`Consultations`}</Link>}>
        {asked.error ? <Trouble error={asked.error} onRetry={() => void asked.refetch()} /> : <Loading lines={8} />}
      </Page>
    )
  return (
    <Page
      title={it.title}
      section={part ? `${part} - ${t`Consultations`}` : t`Consultations`}
      above={
        <>
          <Link to="/cases">{t`Consultations`}</Link> · {body} ·{' '}
          <Trans>
            about{' '}
            <Link to="/ideas/$ideaId" params={{ ideaId: it.idea_id }}>
              this idea
            </Link>
          </Trans>
        </>
      }
      lead={<Lead it={it} />}
    >
      <Ways caseId={caseId} />
      <Found got={asked.data}>{children}</Found>
    </Page>
  )
}
