// The language, the colours and the density of this device.
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import styles from './choices.module.css'
import { type Density, device, LANGUAGES, type Locale, LOCALES, type Scheme, useDevice } from './device'
import { ColoursIcon, LanguageIcon } from './icons'

interface Props<T extends string> {
  label: string
  icon?: ReactNode
  chosen: T
  choices: readonly { value: T; label: ReactNode; lang?: string }[]
  onChoose: (value: T) => void
}

function Choices<T extends string>({ label, icon, chosen, choices, onChoose }: Props<T>) {
  return (
    <div role="group" aria-label={label} className={styles.row}>
      {icon}
      {choices.map((each) => (
        <button
          key={each.value}
          type="button"
          lang={each.lang}
          className={styles.choice}
          aria-pressed={chosen === each.value}
          onClick={() => {
            onChoose(each.value)
          }}
        >
          {each.label}
        </button>
      ))}
    </div>
  )
}

export function Languages({ whole = false }: { whole?: boolean }) {
  const { t, i18n } = useLingui()
  return (
    <Choices
      label={t`Language`}
      icon={<LanguageIcon aria-hidden="true" />}
      chosen={i18n.locale as Locale}
      choices={LOCALES.map((value) => ({
        value,
        lang: value,
        label: whole ? LANGUAGES[value] : <abbr title={LANGUAGES[value]}>{value.toUpperCase()}</abbr>,
      }))}
      onChoose={(locale) => {
        device.choose({ locale })
      }}
    />
  )
}

export function Schemes() {
  const { t } = useLingui()
  const { scheme } = useDevice()
  return (
    <Choices<Scheme>
      label={t`Colours`}
      icon={<ColoursIcon aria-hidden="true" />}
      chosen={scheme}
      choices={[
        { value: 'auto', label: t`Auto` },
        { value: 'light', label: t`Light` },
        { value: 'dark', label: t`Dark` },
      ]}
      onChoose={(chosen) => {
        device.choose({ scheme: chosen })
      }}
    />
  )
}

export function Densities() {
  const { t } = useLingui()
  const { density } = useDevice()
  return (
    <Choices<Density>
      label={t`Density`}
      chosen={density}
      choices={[
        { value: 'usual', label: t`Usual` },
        { value: 'roomy', label: t`Roomy` },
      ]}
      onChoose={(chosen) => {
        device.choose({ density: chosen })
      }}
    />
  )
}
