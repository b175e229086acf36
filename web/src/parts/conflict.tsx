// Somebody else changed meanwhile what a form is written on: both versions stand side by side, and nothing is written
// over before the reader chose.
import { useLingui } from '@lingui/react/macro'
import type { MouseEvent, ReactNode } from 'react'
import { Button, Note, Table } from '../ui'
import styles from './conflict.module.css'

export interface Compared {
  label: string
  /** Empty where it says nothing. */
  mine: ReactNode
  theirs: ReactNode
}

interface Props {
  /** Those that say the same in both are left out. */
  compared: readonly Compared[]
  keep: () => void
  take: () => void
}

const said = (value: ReactNode) => (value === '' || value === undefined ? '–' : value)

export function Conflict({ compared, keep, take }: Props) {
  const { t } = useLingui()
  const differing = compared.filter(({ mine, theirs }) => mine !== theirs)
  // the buttons go with the choice, and who chose goes on in the form
  const choose = (chosen: () => void) => (event: MouseEvent<HTMLButtonElement>) => {
    event.currentTarget.form?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    chosen()
  }
  return (
    <Note kind="warning" title={t`Somebody else changed this meanwhile`} live>
      {differing.length === 0 && <p>{t`What stands in the form is the same in both.`}</p>}
      {differing.length > 0 && (
        <Table
          caption={t`Yours is still in the form. This is where the two differ:`}
          heads={[t`Field`, t`Yours`, t`Theirs`]}
          rows={differing.map(({ label, mine, theirs }) => ({ key: label, cells: [label, said(mine), said(theirs)] }))}
        />
      )}
      <div className={styles.acts}>
        <Button variant="secondary" onClick={choose(keep)}>
          {t`Keep mine`}
        </Button>
        <Button variant="secondary" onClick={choose(take)}>
          {t`Take theirs`}
        </Button>
      </div>
    </Note>
  )
}
