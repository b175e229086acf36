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
    // where not all fit, the present one is among those that are seen; the page itself stays where it is
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && here) nav.current.scrollLeft = here.offsetLeft - (nav.current.clientWidth - here.offsetWidth) / 2
  }, [path])
  return (
    <nav ref={nav} aria-label={label} className={styles.pages}>
      {children}
    </nav>
  )
}
