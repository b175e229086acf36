// What stands above every page of a case: what it is about, where it stands, and the ways to its parts.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { type Got, isRefusal, type UnionDialogueCaseSeen, useMe } from '../../api'
import { Link, Loading, Page, PlainLink, Subpages, Tag, Trouble } from '../../ui'
import styles from './head.module.css'
import { bodiesQuery, caseQuery, ofCase, regimeQuery } from './queries'
import type { CaseState } from './search'
import { sideOf, type Side } from './side'
import { Unsent } from './unsent'
import { STANDS, VARIANTS } from './words'

/** The name of a body in the reader's language. */
export function useBody(bodyId: string): string {
  const { t, i18n } = useLingui()
  const found = useQuery(bodiesQuery).data?.find((each) => each.body_id === bodyId)
  return found ? (found.names[i18n.locale] ?? Object.values(found.names)[0] ?? '') : t`Representatives`
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

function Ways({ caseId, bodyId }: { caseId: string; bodyId: string }) {
  const { t } = useLingui()
  const me = useMe()
  const rooms = useRouterState({ select: (state) => state.location.pathname.includes('/rooms/') })
  const here = { params: { caseId }, activeProps: { 'aria-current': 'page' as const } }
  const whole = { exact: true, includeSearch: false }
  return (
    <Subpages label={t`Parts of the case`}>
      <PlainLink to="/cases/$caseId" activeOptions={whole} {...here}>{t`Overview`}</PlainLink>
      <PlainLink to="/cases/$caseId/package" activeOptions={{ includeSearch: false }} {...here}>{t`Package`}</PlainLink>
      <PlainLink
        to="/cases/$caseId/rooms/$room"
        params={{ caseId, room: sideOf(me, bodyId) === 'body' ? 'reps' : 'joint' }}
        aria-current={rooms ? 'page' : undefined}
      >
        {t`Rooms`}
      </PlainLink>
      <PlainLink to="/cases/$caseId/opinion" activeOptions={{ includeSearch: false }} {...here}>{t`Opinion`}</PlainLink>
      <PlainLink to="/cases/$caseId/response" activeOptions={{ includeSearch: false }} {...here}>{t`Response`}</PlainLink>
      <PlainLink to="/cases/$caseId/record" {...here}>{t`Case file`}</PlainLink>
    </Subpages>
  )
}

function Lead({ it }: { it: UnionDialogueCaseSeen }) {
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
  children: (got: Got<UnionDialogueCaseSeen>, side: Side) => ReactNode
}

function Found({ got, children }: { got: Got<UnionDialogueCaseSeen>; children: Props['children'] }) {
  return <>{children(got, sideOf(useMe(), got.data.body_id))}</>
}

/** The case is not there any more for the reader: nothing of it stays on the page or in memory but what they wrote. */
function Gone({ caseId, error }: { caseId: string; error: unknown }) {
  const queries = useQueryClient()
  useEffect(
    () => () => {
      queries.removeQueries({ queryKey: ofCase(caseId) })
    },
    [queries, caseId],
  )
  return (
    <>
      <Unsent caseId={caseId} />
      <Trouble error={error} />
    </>
  )
}

function isGone(error: unknown): boolean {
  return isRefusal(error) && [403, 404].includes(error.status)
}

function Missing({ caseId, error, retry }: { caseId: string; error: unknown; retry: () => void }) {
  if (!error) return <Loading lines={8} />
  return isGone(error) ? <Gone caseId={caseId} error={error} /> : <Trouble error={error} onRetry={retry} />
}

export function CasePage({ caseId, part, children }: Props) {
  const { t } = useLingui()
  const asked = useQuery(caseQuery(caseId))
  const it = isGone(asked.error) ? undefined : asked.data?.data
  const body = useBody(it?.body_id ?? '')
  if (!it || !asked.data)
    return (
      <Page title={t`Consultation`} above={<Link to="/cases">{t`Consultations`}</Link>}>
        <Missing caseId={caseId} error={asked.error} retry={() => void asked.refetch()} />
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
      <Ways caseId={caseId} bodyId={it.body_id} />
      <Found got={asked.data}>{children}</Found>
    </Page>
  )
}
