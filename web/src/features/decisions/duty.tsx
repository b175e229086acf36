// What keeps a decision from being taken: an open consultation, or a screening that a body contests.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { IdeasIdeaSeen } from '../../api'
import { Link, Loading, Note, PlainLink, Trouble } from '../../ui'
import { bodiesQuery, casesQuery } from './queries'
import styles from './decisions.module.css'

function OpenCases({ ideaId }: { ideaId: string }) {
  const { t, i18n } = useLingui()
  const cases = useQuery(casesQuery(ideaId))
  const bodies = useQuery(bodiesQuery).data
  if (cases.isPending) return <Loading lines={1} />
  if (cases.error)
    return (
      <Trouble error={cases.error} onRetry={() => void cases.refetch()}>
        <p>
          <Trans>
            Which consultation it is cannot be said now. Try again, or look for it among the{' '}
            <Link to="/cases">consultations</Link>.
          </Trans>
        </p>
      </Trouble>
    )
  const open = cases.data.filter((each) => each.state !== 'closed')
  if (open.length === 0) return <p>{t`You do not see which consultation it is. The scheme office can say how far it has come.`}</p>
  return (
    <ul className={styles.conditions}>
      {open.map((each) => (
        <li key={each.case_id}>
          <PlainLink to="/cases/$caseId" params={{ caseId: each.case_id }}>
            {bodies?.find((body) => body.body_id === each.body_id)?.names[i18n.locale] ?? t`The consultation`}
          </PlainLink>
        </li>
      ))}
    </ul>
  )
}

/** Stands where the button would be. */
export function Duty({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  if (idea.contested)
    return (
      <Note kind="warning" title={t`A body contests the screening`}>
        <p>{t`It says that a right was overlooked. Nothing is decided before the effects on staff are screened again.`}</p>
        <Link to="/ideas/$ideaId/impact" params={{ ideaId: idea.idea_id }}>
          {t`To the effects on staff`}
        </Link>
      </Note>
    )
  return (
    <Note kind="warning" title={t`Nothing but a refusal may be decided yet`}>
      <p>{t`The employees’ representatives are being heard. Until that is closed, the form can be read and filled in, and what you write is kept.`}</p>
      <OpenCases ideaId={idea.idea_id} />
    </Note>
  )
}
