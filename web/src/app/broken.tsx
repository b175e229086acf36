// Pages for addresses that lead nowhere, and for what broke.
import { useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { isRefusal } from '../api'
import { ButtonLink, Page, Trouble } from '../ui'
import styles from './broken.module.css'
import { Bare } from './shell'

export function Lost() {
  const { t } = useLingui()
  return (
    <Bare>
      <Page title={t`This page is not here`}>
        <p className={styles.text}>{t`The address is wrong, or it is something that you may not see.`}</p>
        <ButtonLink to="/">{t`Go to what waits for you`}</ButtonLink>
      </Page>
    </Bare>
  )
}

interface BrokenProps {
  error: unknown
  reset?: () => void
}

/** In the place of a page; the frame stays around it. */
export function Broken({ error, reset }: BrokenProps) {
  const { t } = useLingui()
  const router = useRouter()
  function again() {
    reset?.()
    void router.invalidate()
  }
  return (
    <Page title={isRefusal(error) && error.status === 0 ? t`You are offline` : t`This page could not be shown`}>
      <Trouble error={error} onRetry={again} />
    </Page>
  )
}

/** Where there is no frame either. */
export function Nothing(props: BrokenProps) {
  return (
    <main className={styles.place} id="main">
      <Broken {...props} />
    </main>
  )
}
