// What somebody wrote and could not send any more, because the room closed for them: offered to be kept, once.
import { useLingui } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import { Button, Note } from '../../ui'
import { forget, snapshot, subscribe } from './memory'

/** A text as it was typed; of a form everything that stands in it. */
function saidIn(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify((value as { value?: unknown }).value ?? value, null, 2)
}

/** Texts of a case in memory, joined into one; empty when there is none. */
function unsentOf(all: ReadonlyMap<string, unknown>, caseId: string): string {
  const own = [...all].filter(([key]) => key.split('/')[1] === caseId)
  return own
    .map(([, value]) => saidIn(value))
    .filter((each) => each.trim())
    .join('\n\n')
}

function save(text: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = 'unsent.txt'
  link.click()
  URL.revokeObjectURL(link.href)
}

export function Unsent({ caseId }: { caseId: string }) {
  const { t } = useLingui()
  const all = useSyncExternalStore(subscribe, snapshot)
  const text = unsentOf(all, caseId)
  if (!text) return null
  const drop = () => {
    for (const key of all.keys()) if (key.split('/')[1] === caseId) forget(key)
  }
  return (
    <Note kind="warning" title={t`Something that you wrote was not sent`} live>
      <p>{t`Your part in this case has ended. You can keep your text as a file on this device; it is not kept anywhere else.`}</p>
      <Button
        variant="secondary"
        onClick={() => {
          save(text)
          drop()
        }}
      >
        {t`Keep the text as a file`}
      </Button>{' '}
      <Button variant="secondary" onClick={drop}>
        {t`Throw it away`}
      </Button>
    </Note>
  )
}
