// What stands around every page: the way to the others, language, colours and who one is.
import { useLingui } from '@lingui/react/macro'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { hasRole, type PeopleMe, session, useMe } from '../api'
import { SessionEnded } from '../features/session/ended'
import { SignOut } from '../features/session/sign-out'
import { Button, ButtonLink, Loading, PlainLink, useBrand } from '../ui'
import { HomeIcon, IdeaIcon, MenuIcon, PlusIcon, RepresentativesIcon, SearchIcon } from '../ui/icons'
import { Languages, Schemes } from './choices'
import styles from './shell.module.css'

function Skip() {
  const { t } = useLingui()
  return (
    <a className={styles.skip} href="#main">
      {t`Skip to the page`}
    </a>
  )
}

function Brand() {
  const brand = useBrand()
  return (
    <PlainLink to="/" className={styles.brand}>
      <img src={brand.logo} alt="" width="28" height="28" />
      {brand.name}
    </PlainLink>
  )
}

/** Whether somebody has a part in consultations. */
function consults(me: PeopleMe): boolean {
  return me.mandates.length > 0 || hasRole(me, 'consultation-officer', 'decision-maker', 'scheme-officer')
}

function Places() {
  const { t } = useLingui()
  const me = useMe()
  return (
    <nav aria-label={t`Pages`} className={styles.nav}>
      <PlainLink to="/" activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
        <HomeIcon aria-hidden="true" />
        {t`Home`}
      </PlainLink>
      <PlainLink to="/ideas" activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
        <IdeaIcon aria-hidden="true" />
        {t`Ideas`}
      </PlainLink>
      {consults(me) && (
        <PlainLink to="/cases" activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          <RepresentativesIcon aria-hidden="true" />
          {t`Consultations`}
        </PlainLink>
      )}
    </nav>
  )
}

function Person() {
  const me = useMe()
  return (
    <div className={styles.person}>
      <span>{me.display_name}</span>
      <SignOut />
    </div>
  )
}

function Menu() {
  const { t } = useLingui()
  return (
    <>
      <Places />
      <ButtonLink to="/ideas/new" variant="secondary" className={styles.new}>
        <PlusIcon aria-hidden="true" />
        {t`New idea`}
      </ButtonLink>
      <div className={styles.foot}>
        <Languages />
        <Schemes />
        <Person />
      </div>
    </>
  )
}

function TopBar() {
  const { t } = useLingui()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [openAt, setOpenAt] = useState<string | null>(null)
  const open = openAt === path
  useEffect(() => {
    if (!open) return
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpenAt(null)
    }
    window.addEventListener('keydown', close)
    return () => {
      window.removeEventListener('keydown', close)
    }
  }, [open])
  return (
    <div className={styles.top}>
      <div className={styles.bar}>
        <Brand />
        <ButtonLink to="/ideas" variant="tertiary" aria-label={t`Search ideas`} className={styles.grow}>
          <SearchIcon aria-hidden="true" />
        </ButtonLink>
        <Button
          variant="secondary"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => {
            setOpenAt(open ? null : path)
          }}
        >
          <MenuIcon aria-hidden="true" />
          {t`Menu`}
        </Button>
      </div>
      <div id="menu" className={styles.menu} hidden={!open}>
        {open && <Menu />}
      </div>
    </div>
  )
}

export function Shell() {
  const ended = useSyncExternalStore(session.subscribe, session.hasEnded)
  return (
    <div className={styles.shell}>
      <Skip />
      <header className={styles.rail}>
        <Brand />
        <div className={styles.wide}>
          <Menu />
        </div>
      </header>
      <header className={styles.narrow}>
        <TopBar />
      </header>
      <main id="main" className={styles.main}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      {ended && <SessionEnded />}
    </div>
  )
}

/** Around pages for those who are not signed in. */
export function Bare() {
  return (
    <div className={styles.bare}>
      <Skip />
      <header className={styles.barehead}>
        <Brand />
        <div className={styles.bareside}>
          <Languages />
          <Schemes />
        </div>
      </header>
      <main id="main" className={styles.baremain}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}
