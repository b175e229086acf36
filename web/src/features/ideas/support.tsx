// How many support the idea, and whether the reader does. The count follows at once and is put right by the answer.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { data, ideasEndorse, type IdeasEndorsement, type IdeasIdeaSeen, ideasTakeBackEndorsement } from '../../api'
import { Button, Panel, Trouble, useMoments } from '../../ui'
import { CheckmarkIcon, SupportIcon } from '../../ui/icons'
import { endorsementQuery } from './queries'
import styles from './support.module.css'


function Count({ idea, count }: { idea: IdeasIdeaSeen; count: number }) {
  const moments = useMoments()
  const at = idea.supported_at ? moments.date(idea.supported_at) : null
  return (
    <>
      <p className={styles.count}>
        <b>{count}</b>
        <span>
          <Plural value={count} one="person supports this" other="people support this" />
        </span>
      </p>
      {at && (
        <p className={styles.meta}>
          <Trans>It reached the support that is needed on {at}.</Trans>
        </p>
      )}
    </>
  )
}

function Give({ mine, working, onChange }: { mine: boolean; working: boolean; onChange: (give: boolean) => void }) {
  const { t } = useLingui()
  const Icon = mine ? CheckmarkIcon : SupportIcon
  return (
    <Button
      variant={mine ? 'primary' : 'secondary'}
      aria-pressed={mine}
      working={working}
      onClick={() => {
        onChange(!mine)
      }}
    >
      <Icon aria-hidden="true" />
      {mine ? t`You support it` : t`Support it`}
    </Button>
  )
}

function useGiving(ideaId: string) {
  const queries = useQueryClient()
  const asked = endorsementQuery(ideaId)
  const path = { idea_id: ideaId }
  return useMutation({
    mutationFn: async (give: boolean) => {
      await data<unknown>(give ? ideasEndorse({ path }) : ideasTakeBackEndorsement({ path }))
    },
    onMutate: async (give) => {
      await queries.cancelQueries({ queryKey: asked.queryKey })
      const before = queries.getQueryData(asked.queryKey)
      if (before)
        queries.setQueryData<IdeasEndorsement>(asked.queryKey, {
          ...before,
          mine: give,
          count: before.count + (give ? 1 : -1),
        })
      return before
    },
    onError: (_error, _give, before) => {
      queries.setQueryData(asked.queryKey, before)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['ideas'], predicate: ({ queryKey }) => queryKey[1] !== 'idea' }),
  })
}

export function Support({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const support = useQuery(endorsementQuery(idea.idea_id))
  const giving = useGiving(idea.idea_id)
  const mine = support.data?.mine ?? false
  const gives = idea.may.includes('endorse') || idea.may.includes('take-back-endorsement')
  return (
    <Panel>
      <Count idea={idea} count={support.data?.count ?? idea.endorsements} />
      {support.data?.asked_again && (
        <p>{t`An idea that you support was merged into this one. Do you support this one too?`}</p>
      )}
      {support.data && gives && (
        <Give
          mine={mine}
          working={giving.isPending}
          onChange={(give) => {
            giving.mutate(give)
          }}
        />
      )}
      {giving.error && <Trouble error={giving.error} />}
      {support.error && <Trouble error={support.error} onRetry={() => void support.refetch()} />}
    </Panel>
  )
}
