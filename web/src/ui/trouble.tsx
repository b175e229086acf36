// What a refusal means for the reader: what happened, what to do, and a reference that can be copied.
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useBrand } from './brand'
import { Button } from './button'
import { Note } from './feedback'

export interface Told {
  status: number
  message: string
  detail: string
  trace: string | null
}

export function toldBy(error: unknown): Told {
  const found = (typeof error === 'object' && error !== null ? error : {}) as Partial<Told>
  return {
    status: found.status ?? -1,
    message: found.message ?? '',
    detail: found.detail ?? '',
    trace: found.trace ?? null,
  }
}

function useWords() {
  const { t } = useLingui()
  return ({ status, message, detail }: Told): { title: string; advice: string } => {
    if (status === 0)
      return { title: t`The server cannot be reached`, advice: t`Check the connection. What you wrote is kept.` }
    if (status === 403) return { title: message || t`You may not do this`, advice: detail }
    if (status === 404)
      return {
        title: t`This is not here`,
        advice: t`The address is wrong, or it is something that you may not see.`,
      }
    if ([502, 503, 504].includes(status))
      return { title: t`This part does not answer just now`, advice: t`The rest works. Try again in a moment.` }
    if (status === -1 || status >= 500)
      return { title: t`Something went wrong here`, advice: t`What you wrote is kept. Try again, or go home.` }
    return { title: message, advice: detail }
  }
}

interface Props {
  error: unknown
  onRetry?: () => void
  children?: ReactNode
}

/** A refusal in its place: the rest of the page works. */
export function Trouble({ error, onRetry, children }: Props) {
  const { t } = useLingui()
  const brand = useBrand()
  const words = useWords()
  const told = toldBy(error)
  const { title, advice } = words(told)
  const kind = told.status === 403 || told.status === 404 ? 'info' : 'danger'
  return (
    <Note kind={kind} title={title} live>
      <p>{advice}</p>
      {children}
      {told.trace && kind === 'danger' && (
        <p>
          <Trans>
            Reference for {brand.support}: <code>{told.trace}</code>
          </Trans>
        </p>
      )}
      {onRetry && (
        <Button variant="secondary" data-size="sm" onClick={onRetry}>
          {t`Try again`}
        </Button>
      )}
    </Note>
  )
}
