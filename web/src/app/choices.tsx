// The language and the colours of this device.
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ColoursIcon, LanguageIcon } from '../ui/icons'
import styles from './choices.module.css'
import { chooseScheme, type Locale, LOCALES, type Scheme, scheme } from './device'
import { choose } from './language'

// Each language in its own words, whatever the page speaks.
const NAMES: Record<Locale, string> = { en: 'English', fr: 'Français', de: 'Deutsch' }

export function Languages() {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  async function pick(locale: Locale) {
    await choose(locale)
    // texts that the services tell in the reader's language are asked for again
    await queries.invalidateQueries()
  }
  return (
    <div role="group" aria-label={t`Language`} className={styles.row}>
      <LanguageIcon aria-hidden="true" />
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          className={styles.choice}
          aria-pressed={i18n.locale === locale}
          onClick={() => void pick(locale)}
        >
          <abbr title={NAMES[locale]}>{locale.toUpperCase()}</abbr>
        </button>
      ))}
    </div>
  )
}

export function Schemes() {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<Scheme>(scheme)
  const names: Record<Scheme, string> = { auto: t`Auto`, light: t`Light`, dark: t`Dark` }
  return (
    <div role="group" aria-label={t`Colours`} className={styles.row}>
      <ColoursIcon aria-hidden="true" />
      {(['auto', 'light', 'dark'] as const).map((each) => (
        <button
          key={each}
          type="button"
          className={styles.choice}
          aria-pressed={chosen === each}
          onClick={() => {
            chooseScheme(each)
            setChosen(each)
          }}
        >
          {names[each]}
        </button>
      ))}
    </div>
  )
}
