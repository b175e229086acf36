// The session ended while somebody works: what they wrote stays, they sign in again in another window, and it goes on.
import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { session } from '../../api'
import { ButtonLink, Dialog } from '../../ui'
import { CHANNEL, type SignedInElsewhere } from './queries'

/** Fetched with every page, so that it is there when nothing can be fetched. */
export function SessionEnded({ shown }: { shown: boolean }) {
  return shown && <Ended />
}

function Ended() {
  const { t } = useLingui()
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = ({ data }: MessageEvent<SignedInElsewhere>) => {
      if (data.person === session.person()) session.goesOn()
      // somebody else sees nothing of what was written here: drafts are kept by person
      else window.location.assign('/')
    }
    return () => {
      channel.close()
    }
  }, [])
  return (
    <Dialog
      open
      onClose={() => undefined}
      title={t`Sign in again`}
      actions={
        <ButtonLink to="/sign-in" search={{ again: true }} target="_blank" rel="opener">
          {t`Sign in in a new window`}
        </ButtonLink>
      }
    >
      <p>{t`Your session has ended. What you wrote is kept here, and goes on as soon as you have signed in.`}</p>
    </Dialog>
  )
}
