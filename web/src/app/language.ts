// The language of the page. The texts of each feature are a catalogue of its own, fetched with the first of its pages, and
// so are those of the parts that pages are made of; the choice stays on the device.
import { i18n, type Messages } from '@lingui/core'
import { device, isLocale, type Locale } from '../ui'

const CATALOGUES = import.meta.glob<{ messages: Messages }>('../locales/*/*.po')

/** The features whose texts are needed so far; signing in and out stands around every page. */
const needed = new Set(['app', 'session'])

// A text that no catalogue has would be shown as its number: it is reported as any other error of a page.
i18n.on('missing', ({ id, locale }) => {
  reportError(new Error(`no text in ${locale} for ${id}`))
})

async function fetched(feature: string, locale: Locale): Promise<Messages> {
  const texts = CATALOGUES[`../locales/${feature}/${locale}.po`]
  if (!texts) throw new Error(`there is no catalogue for ${feature} in ${locale}`)
  return (await texts()).messages
}

/** Fetches what a feature and the parts of its pages say, before its first page is shown. */
export async function wordsOf(feature: string) {
  await Promise.all([catalogue('parts'), catalogue(feature)])
}

async function catalogue(feature: string) {
  if (needed.has(feature) || !isLocale(i18n.locale)) return
  const { locale } = i18n
  i18n.load(locale, await fetched(feature, locale))
  needed.add(feature)
  // the language was changed meanwhile
  if (i18n.locale !== locale && isLocale(i18n.locale)) i18n.load(i18n.locale, await fetched(feature, i18n.locale))
}

export async function speak(locale: Locale) {
  const all = await Promise.all([...needed].map((feature) => fetched(feature, locale)))
  i18n.loadAndActivate({ locale, messages: Object.assign({}, ...all) as Messages })
  document.documentElement.lang = locale
}

/** Speaks what the device chooses from now on; `changed` is called once another language is spoken. */
export function follow(changed: () => void) {
  device.subscribe(() => {
    const { locale } = device.told()
    if (locale !== i18n.locale) void speak(locale).then(changed)
  })
}
