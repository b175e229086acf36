// The pages of one thing, above each of them: one goes from any to any other.
import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './subpages.module.css'

interface Props {
  label: string
  /** Links, the present one with `aria-current`. */
  children: ReactNode
}

export function Subpages({ label, children }: Props) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const bar = nav.current
    if (!bar) return
    // where not all fit, the present one is among those that are seen; the page itself stays where it is
    const sized = new ResizeObserver(() => {
      const here = bar.querySelector<HTMLElement>('[aria-current]')
      if (here) bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2
    })
    sized.observe(bar)
    return () => {
      sized.disconnect()
    }
  }, [path])
  return (
    <nav ref={nav} aria-label={label} className={styles.pages}>
      {children}
    </nav>
  )
}
