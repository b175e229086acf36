// What stands around every page: the way to the others, language, colours and who one is.
import { useLingui } from '@lingui/react/macro'
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { session, useMe } from '../api'
import { SessionEnded } from '../features/session/ended'
import { SignOut } from '../features/session/sign-out'
import { Button, ButtonLink, Languages, Loading, PlainLink, Schemes, useBrand } from '../ui'
import { MenuIcon, PlusIcon, SearchIcon } from '../ui/icons'
import { Help } from './help'
import { placesOf } from './places'
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

function Places() {
  const { t, i18n } = useLingui()
  const router = useRouter()
  const me = useMe()
  return (
    <nav aria-label={t`Pages`} className={styles.nav}>
      {placesOf(me, (to) => to in router.routesByPath).map(({ to, name, Icon, below }) => (
        <PlainLink
          key={to}
          to={to as '/'}
          data-below={below}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <Icon aria-hidden="true" />
          {i18n._(name)}
        </PlainLink>
      ))}
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

function Menu({ onHelp }: { onHelp?: () => void }) {
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
        {onHelp && (
          <button type="button" className={styles.help} onClick={onHelp}>
            {t`Keys`}
          </button>
        )}
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
  const [helping, help] = useState(false)
  return (
    <div className={styles.shell}>
      <Skip />
      <header className={styles.rail}>
        <Brand />
        <div className={styles.wide}>
          <Menu
            onHelp={() => {
              help(true)
            }}
          />
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
      <Help shown={helping} show={help} />
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
