// The information package: what the body is told, in which version, whether it is received and whether it is complete.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { UnionDialogueCaseSeen } from '../../api'
import { Button, Empty, LinkOut, Loading, Note, PlainLink, Section, Trouble, useMoments } from '../../ui'
import { CheckmarkIcon, XMarkIcon } from '../../ui/icons'
import { CasePage } from './head'
import styles from './package.module.css'
import { packageQuery } from './queries'
import { Completeness, Receipt } from './receipt'
import { useRights } from './rights'
import { Sending } from './sending'
import type { Side } from './side'

const route = getRouteApi('/inside/cases/$caseId/package')

function Text({ title, text }: { title: string; text: string | null | undefined }) {
  const { t } = useLingui()
  return (
    <li className={styles.item} data-there={text ? true : undefined}>
      <h3>
        {text ? <CheckmarkIcon aria-hidden="true" /> : <XMarkIcon aria-hidden="true" />}
        {title}
        {!text && <span className={styles.meta}>{t`not given`}</span>}
      </h3>
      {text && <p className={styles.text}>{text}</p>}
    </li>
  )
}

const ADDRESS = /^https?:\/\//i

function Documents({ names }: { names: readonly string[] }) {
  const { t } = useLingui()
  const Glyph = names.length > 0 ? CheckmarkIcon : XMarkIcon
  return (
    <li className={styles.item} data-there={names.length > 0 || undefined}>
      <h3>
        <Glyph aria-hidden="true" />
        {t`Documents`}
        {names.length === 0 && <span className={styles.meta}>{t`none given`}</span>}
      </h3>
      {names.length > 0 && (
        <ul className={styles.documents}>
          {names.map((each) => (
            <li key={each}>
              {ADDRESS.test(each) ? (
                <LinkOut href={each}>
                  {each}
                </LinkOut>
              ) : (
                each
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function Versions({ it, shown }: { it: UnionDialogueCaseSeen; shown: number }) {
  const { t } = useLingui()
  if (it.package_version < 2) return null
  const all = Array.from({ length: it.package_version }, (_, at) => it.package_version - at)
  return (
    <nav aria-label={t`Versions of the package`} className={styles.versions}>
      {all.map((version) => (
        <PlainLink
          key={version}
          to="/cases/$caseId/package"
          params={{ caseId: it.case_id }}
          search={{ version: version === it.package_version ? undefined : version }}
          aria-current={version === shown ? 'true' : undefined}
        >
          {version === it.package_version ? t`Version ${version}, the newest` : t`Version ${version}`}
        </PlainLink>
      ))}
    </nav>
  )
}

function Given({ it, version }: { it: UnionDialogueCaseSeen; version: number | undefined }) {
  const { t } = useLingui()
  const moments = useMoments()
  const asked = useQuery({ ...packageQuery(it.case_id, version), enabled: it.package_version > 0 })
  const given = asked.data
  const at = given ? moments.time(given.provided_at) : ''
  if (it.package_version === 0)
    return (
      <Empty title={t`The package is not handed over yet`}>
        <p>{t`The consultation officer puts it together. The period cannot begin before the representatives have it.`}</p>
      </Empty>
    )
  return (
    <Section id="content" title={t`What the package says`} aside={given && t`handed over on ${at}`}>
      <Versions it={it} shown={version ?? it.package_version} />
      {asked.isPending && <Loading lines={6} />}
      {asked.error && <Trouble error={asked.error} onRetry={() => void asked.refetch()} />}
      {given && (
        <ul className={styles.parts}>
          <Text title={t`Measure`} text={given.measure} />
          <Text title={t`Reasons`} text={given.reasons} />
          <Text title={t`Effects on staff`} text={given.effects} />
          <Text title={t`What else was considered`} text={given.alternatives} />
          <Text title={t`Time plan`} text={given.time_plan} />
          <Documents names={given.documents ?? []} />
        </ul>
      )}
    </Section>
  )
}

function Acts({ it, side }: { it: UnionDialogueCaseSeen; side: Side }) {
  const { t } = useLingui()
  const [writing, write] = useState(false)
  const sends = it.may.includes('provide')
  if (sends && (it.package_version === 0 || writing))
    return (
      <Sending
        it={it}
        onDone={() => {
          write(false)
        }}
      />
    )
  return (
    <>
      <Receipt it={it} />
      <Completeness it={it} side={side} />
      {sends && (
        <Section id="anew" title={t`A new version`}>
          <p className={styles.after}>{t`Earlier versions stay readable. What was received and what is new is shown to both sides.`}</p>
          <Button
            variant={it.dispute ? 'primary' : 'secondary'}
            onClick={() => {
              write(true)
            }}
          >
            {t`Write a new version`}
          </Button>
        </Section>
      )}
    </>
  )
}

function Rights({ it }: { it: UnionDialogueCaseSeen }) {
  const said = useRights()
  if (it.rights.length === 0) return null
  return (
    <div className={styles.rights}>
      <p>
        <Trans>The representatives are heard on “{it.measure}” because it touches:</Trans>
      </p>
      <ul>
        {it.rights.map((each) => {
          const { right, why } = said(each)
          return (
            <li key={right}>
              <b>{right}</b> {why}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

export function CasePackage() {
  const { t } = useLingui()
  const { caseId } = route.useParams()
  const { version } = route.useSearch()
  return (
    <CasePage key={caseId} caseId={caseId} part={t`Package`}>
      {({ data: it }, side) => (
        <>
          <Rights it={it} />
          {it.state === 'waiting' && <Note kind="info" title={t`The body is not known here yet`} />}
          <Acts it={it} side={side} />
          {!(it.may.includes('provide') && it.package_version === 0) && <Given it={it} version={version} />}
        </>
      )}
    </CasePage>
  )
}
