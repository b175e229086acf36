// What this device remembers: language and colours (never content).
export type Locale = 'en' | 'fr' | 'de'
export type Scheme = 'auto' | 'light' | 'dark'
export const LOCALES: readonly Locale[] = ['en', 'fr', 'de']

const KEY = 'parley.device'

interface Remembered {
  locale?: Locale
  scheme?: Scheme
}

function remembered(): Remembered {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Remembered
  } catch {
    return {}
  }
}

function remember(change: Remembered) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...change }))
  } catch {
    // a browser that keeps nothing: the choice holds until the page is left
  }
}

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((each) => each === value)
}

export function firstLocale(): Locale {
  const wanted = [remembered().locale, ...navigator.languages.map((each) => each.slice(0, 2))]
  return wanted.find(isLocale) ?? 'en'
}

export function rememberLocale(locale: Locale) {
  remember({ locale })
}

export function scheme(): Scheme {
  return remembered().scheme ?? 'auto'
}

export function chooseScheme(chosen: Scheme) {
  remember({ scheme: chosen })
  document.documentElement.dataset.colorScheme = chosen
}
