// New things wait above a list until the reader asks for them: nothing moves meanwhile, and it is said once.
import { Plural, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Button } from './button'
import styles from './new-bar.module.css'

const QUIET = 2000 // milliseconds without another one before it is read out

export interface Props {
  /** How many wait; `missed` when some may have come of which nothing was heard. */
  fresh: { count: number; missed?: boolean }
  /** Puts them into the list and the focus on the first of them. */
  onShow: () => Promise<unknown>
}

export function Waiting({ fresh: { count, missed = false }, onShow }: Props) {
  const { t } = useLingui()
  const [said, say] = useState({ count: 0, missed: false })
  const [working, work] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      say({ count, missed })
    }, QUIET)
    return () => {
      clearTimeout(timer)
    }
  }, [count, missed])
  async function show() {
    work(true)
    try {
      await onShow()
    } finally {
      work(false)
    }
  }
  return (
    <div className={styles.bar}>
      <p role="status" className="sr">
        {count > 0 && said.count === count && t`New: ${count}. They wait above the list.`}
        {count === 0 && missed && said.missed && t`Something may have come meanwhile. It waits above the list.`}
      </p>
      {(count > 0 || missed) && (
        <Button variant="secondary" data-size="sm" working={working} onClick={() => void show()}>
          {count > 0 ? <Plural value={count} one="Show what is new" other="Show # new ones" /> : t`Show what came meanwhile`}
        </Button>
      )}
    </div>
  )
}
