// The keys that sign who somebody is: which one signs, which waits; the next one now, and one in wrong hands away.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { data, onceKey, type PeopleKeyView, peopleRotateKeys, peopleWithdrawKey } from '../../api'
import { useActingOn } from '../../parts'
import { Button, Dialog, Loading, Section, Table, Trouble, useMoments } from '../../ui'
import { keysQuery } from './queries'

function Withdraw({ kid }: { kid: string }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const stop = () => {
    setAsking(false)
  }
  const withdrawing = useActingOn('signing-keys', () => data(peopleWithdrawKey({ path: { kid } })), stop)
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        aria-label={t`Withdraw key ${kid}`}
        onClick={() => {
          setAsking(true)
        }}
      >
        {t`Withdraw`}
      </Button>
      {asking && (
        <Dialog
          open
          onClose={stop}
          title={t`Withdraw this key?`}
          actions={
            <>
              <Button
                data-color="danger"
                working={withdrawing.isPending}
                onClick={() => {
                  withdrawing.mutate()
                }}
              >
                {t`Withdraw it`}
              </Button>
              <Button variant="secondary" onClick={stop}>{t`Leave it as it is`}</Button>
            </>
          }
        >
          <p>{t`For a key in wrong hands. What it signed ends within five minutes; browsers get a new sign by themselves.`}</p>
          {withdrawing.error && <Trouble error={withdrawing.error} />}
        </Dialog>
      )}
    </>
  )
}

function Rotate() {
  const { t } = useLingui()
  const [once, renew] = useState(onceKey)
  const rotating = useActingOn(
    'signing-keys',
    () => data(peopleRotateKeys({ body: {}, headers: once })),
    () => {
      renew(onceKey())
    },
  )
  return (
    <>
      {rotating.error && <Trouble error={rotating.error} />}
      <Button
        variant="secondary"
        working={rotating.isPending}
        onClick={() => {
          rotating.mutate()
        }}
      >
        {t`Make the next key now`}
      </Button>
    </>
  )
}

export function Keys() {
  const { t } = useLingui()
  const moments = useMoments()
  const keys = useQuery(keysQuery)
  const words: Record<PeopleKeyView['state'], string> = { waits: t`signs soon`, signs: t`signs now`, ends: t`is still believed, signs no more` }
  return (
    <Section id="keys" title={t`Signing keys`} aside={t`A new one signs ten minutes later, when every service knows it.`}>
      {keys.isPending && <Loading lines={3} />}
      {keys.error && <Trouble error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data && (
        <>
          <Table
            hideCaption
            caption={t`Signing keys`}
            heads={[t`Key`, t`State`, t`From when`, t`What to do`]}
            rows={keys.data.map(({ kid, state, signs_from }) => ({
              key: kid,
              cells: [
                <code key="kid">{kid}</code>,
                words[state],
                moments.time(signs_from),
                <Withdraw key="act" kid={kid} />,
              ],
            }))}
          />
          <Rotate />
        </>
      )}
    </Section>
  )
}
