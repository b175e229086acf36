// The language of the page: its catalogue is fetched alone, and the choice stays on the device.
import { i18n, type Messages } from '@lingui/core'
import { type Locale, rememberLocale } from './device'

const CATALOGUES: Record<Locale, () => Promise<{ messages: Messages }>> = {
  en: () => import('../locales/en.po'),
  fr: () => import('../locales/fr.po'),
  de: () => import('../locales/de.po'),
}

export async function speak(locale: Locale) {
  const { messages } = await CATALOGUES[locale]()
  i18n.loadAndActivate({ locale, messages })
  document.documentElement.lang = locale
}

export async function choose(locale: Locale) {
  rememberLocale(locale)
  await speak(locale)
}
