// How the services do, and what keeps events from taking effect. Never what is in them.
import { Plural, useLingui } from '@lingui/react/macro'
import { useQueries } from '@tanstack/react-query'
import { hasRole, RUN, useMe } from '../../api'
import { Note, Page } from '../../ui'
import { Keys } from './keys'
import { standingQuery } from './queries'
import { Service } from './service'
import { behindOf, levelOf } from './standing'
import { Traces } from './trace'

function useTroubled(): number | null {
  return useQueries({
    queries: RUN.map(standingQuery),
    combine: (answers) => {
      if (answers.some((each) => each.isPending)) return null
      return answers.filter(({ data, isError }) => {
        if (isError || !data) return true
        const stopped = data.partitions.filter((each) => each.stopped_at !== null).length
        const [parked, dead] = [data.parked.length, data.dead.length]
        const behind = behindOf(data.partitions)
        return levelOf({ outboxAge: data.outbox.oldest_age_seconds, behind, stopped, parked, dead }) !== 'well'
      }).length
    },
  })
}

function All() {
  const { t } = useLingui()
  const troubled = useTroubled()
  return (
    <>
      <p role="status">
        {troubled === 0 && t`All services do well.`}
        {troubled !== null && troubled > 0 && (
          <Plural value={troubled} one="# service needs a look." other="# services need a look." />
        )}
      </p>
      {RUN.map((each) => (
        <Service key={each} name={each} />
      ))}
      <Traces />
      <Keys />
    </>
  )
}

export function Operations() {
  const { t } = useLingui()
  const may = hasRole(useMe(), 'administrator')
  return (
    <Page
      title={t`Operations`}
      lead={<p>{t`What waits, what failed, and what to do about it. No content is shown here.`}</p>}
    >
      {may ? (
        <All />
      ) : (
        <Note kind="info" title={t`For the administrator`}>
          <p>{t`Only who runs the services looks in here. If something does not work, write to the support.`}</p>
        </Note>
      )}
    </Page>
  )
}
