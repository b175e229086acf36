// What stands around every page: the way to the others, language, colours and who one is.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { session, unreadQuery, useMe } from '../api'
import { SignOut } from '../features/session/sign-out'
import { Button, ButtonLink, Languages, Loading, PlainLink, Schemes, useBrand } from '../ui'
import { BellIcon, CogIcon, MenuIcon, PlusIcon, SearchIcon } from '../ui/icons'
import { placesOf } from './places'
import styles from './shell.module.css'

const MOST = 99

// What no first paint waits for.
const Help = lazy(async () => ({ default: (await import('./help')).Help }))
const SessionEnded = lazy(async () => ({ default: (await import('../features/session/ended')).SessionEnded }))
const Live = lazy(async () => ({ default: (await import('./live')).Live }))

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

function Bell() {
  const { t } = useLingui()
  const unread = useQuery(unreadQuery).data?.unread ?? 0
  const told = unread > MOST ? `${MOST}+` : String(unread)
  return (
    <PlainLink
      to="/notifications"
      className={styles.bell}
      activeProps={{ 'aria-current': 'page' }}
    >
      <BellIcon aria-hidden="true" />
      <span className={styles.bellname}>{t`Notifications`}</span>{' '}
      {unread > 0 && (
        <b>
          {told}
          <span className="sr"> {t`unread`}</span>
        </b>
      )}
    </PlainLink>
  )
}

function Person() {
  const { t } = useLingui()
  const me = useMe()
  return (
    <div className={styles.person}>
      <PlainLink to="/settings" activeProps={{ 'aria-current': 'page' }} title={t`Settings`}>
        <CogIcon aria-hidden="true" /> {me.display_name}
      </PlainLink>
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
        {onHelp && <Bell />}
        <Languages />
        <Schemes />
        <Person />
        {onHelp && (
          <button type="button" className={styles.help} onClick={onHelp}>
            {t`Keys`}
          </button>
        )}
        <PlainLink to="/accessibility" className={styles.help}>
          {t`Accessibility`}
        </PlainLink>
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
        <ButtonLink to="/search" variant="tertiary" aria-label={t`Search ideas`} className={styles.grow}>
          <SearchIcon aria-hidden="true" />
        </ButtonLink>
        <Bell />
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
      <Suspense>
        <Live />
        <Help shown={helping} show={help} />
        <SessionEnded shown={ended} />
      </Suspense>
    </div>
  )
}

/** Around pages for those who are not signed in. */
export function Bare({ children = <Outlet /> }: { children?: ReactNode }) {
  const { t } = useLingui()
  return (
    <div className={styles.bare}>
      <Skip />
      <header className={styles.barehead}>
        <Brand />
        <div className={styles.bareside}>
          <Languages />
          <Schemes />
          <PlainLink to="/accessibility" className={styles.help}>
            {t`Accessibility`}
          </PlainLink>
        </div>
      </header>
      <main id="main" className={styles.baremain}>
        <Suspense fallback={<Loading />}>{children}</Suspense>
      </main>
    </div>
  )
}
