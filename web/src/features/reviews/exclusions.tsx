// Who must not review in a round, and on what ground; the scheme office notes one, and whoever was asked is released.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { data, onceKey, reviewExclude, type ReviewExclusionView, type ReviewRoundView } from '../../api'
import { faultsOf, Person, PersonField, useActingOn } from '../../parts'
import { type Close, Form, Loading, Opener, RadioField, Trouble, type Wrong } from '../../ui'
import { exclusionsQuery } from './queries'

type Ground = ReviewExclusionView['ground']

function useGrounds(): Record<Ground, string> {
  const { t } = useLingui()
  return { beneficiary: t`gains from the idea`, 'close-relation': t`is close to an author`, other: t`something else` }
}

function Excluding({ roundId, close }: { roundId: string; close: Close }) {
  const { t } = useLingui()
  const grounds = useGrounds()
  const [once] = useState(onceKey)
  const [person, setPerson] = useState('')
  const [ground, setGround] = useState<Ground | ''>('')
  const excluding = useActingOn(
    'review',
    async () => {
      if (!ground) return
      await data(reviewExclude({ path: { round_id: roundId }, body: { person_id: person, ground }, headers: once }))
    },
    close,
  )
  const missing: Wrong[] = []
  if (!person) missing.push({ field: 'excluded', message: t`Choose who must not review` })
  if (!ground) missing.push({ field: 'ground', message: t`Choose the ground` })
  return (
    <Form
      label={t`New conflict of interest`}
      verb={t`Note it`}
      working={excluding.isPending}
      error={excluding.error}
      missing={missing}
      told={faultsOf(excluding.error, { '/person_id': 'excluded', '/ground': 'ground' })}
      onSend={() => {
        excluding.mutate()
      }}
      onLeave={() => {
        close()
      }}
    >
      {(of) => (
        <>
          <PersonField id="excluded" label={t`Who`} value={person} error={of('excluded')} onChange={setPerson} />
          <RadioField<Ground>
            id="ground"
            label={t`On what ground?`}
            value={ground}
            error={of('ground')}
            options={(Object.keys(grounds) as Ground[]).map((value) => ({ value, label: grounds[value] }))}
            onChange={setGround}
          />
        </>
      )}
    </Form>
  )
}

export function Exclusions({ round, open }: { round: ReviewRoundView; open: boolean }) {
  const { t } = useLingui()
  const grounds = useGrounds()
  const found = useQuery(exclusionsQuery(round.round_id))
  if (found.isPending) return <Loading lines={2} />
  if (found.error) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  return (
    <>
      {found.data.length === 0 && <p>{t`None is known.`}</p>}
      <ul>
        {found.data.map((each) => (
          <li key={each.person_id}>
            <Person personId={each.person_id} named />: {grounds[each.ground]}
          </li>
        ))}
      </ul>
      {open && (
        <Opener verb={t`Note a conflict of interest`}>{(close) => <Excluding roundId={round.round_id} close={close} />}</Opener>
      )}
    </>
  )
}
