// Keys of the frame, and the dialog that tells all that hold on this page.
import { useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useMe } from '../api'
import { Button, Dialog, shortcuts, toRow, useDevice, useShortcuts } from '../ui'
import styles from './help.module.css'
import { placesOf } from './places'

const FRAMES = 60

/** Where the page has a field to search in, the focus goes there. */
function intoSearch(): boolean {
  const field = document.querySelector<HTMLElement>('#main form[role=search] input')
  field?.focus()
  return field !== null
}

async function toSearch(go: () => Promise<void>) {
  if (intoSearch()) return
  await go()
  for (let frame = 0; frame < FRAMES; frame++) {
    await new Promise(requestAnimationFrame)
    if (intoSearch()) return
  }
}

interface Props {
  shown: boolean
  show: (shown: boolean) => void
}

export function Help({ shown, show }: Props) {
  const { t, i18n } = useLingui()
  const router = useRouter()
  const me = useMe()
  const { shortcuts: on } = useDevice()
  const go = (to: string) => router.navigate({ to: to as '/' })
  const places = placesOf(me, (to) => to in router.routesByPath)
  const search = '/search' in router.routesByPath ? '/search' : '/ideas'
  useShortcuts([
    { keys: '/', what: t`Search`, act: () => void toSearch(() => go(search)) },
    { keys: 'j', what: t`Next in the list`, act: () => { toRow(1) } },
    { keys: 'k', what: t`The one before in the list`, act: () => { toRow(-1) } },
    ...places.map((each) => ({
      keys: `g ${each.letter}`,
      what: i18n._(each.name),
      act: () => void go(each.to),
    })),
    { keys: '?', what: t`Show these keys`, act: () => { show(true) } },
  ])
  if (!shown) return null
  const close = () => {
    show(false)
  }
  return (
    <Dialog open onClose={close} title={t`Keys`} actions={<Button onClick={close}>{t`Back to the page`}</Button>}>
      {!on && <p>{t`They are switched off on this device, in the settings.`}</p>}
      <dl className={styles.keys}>
        {shortcuts().map((each) => (
          <div key={each.keys}>
            <dt>
              {each.keys.split(' ').map((key) => (
                <Fragment key={key}>
                  <kbd>{key}</kbd>{' '}
                </Fragment>
              ))}
            </dt>
            <dd>{each.what}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>{t`Enter`}</kbd>
          </dt>
          <dd>{t`Open what has the focus`}</dd>
        </div>
      </dl>
      <p>{t`Two keys are pressed one after the other. None acts while you write.`}</p>
    </Dialog>
  )
}
