// What this device remembers of how the application looks and listens: never content.
import { useSyncExternalStore } from 'react'

export type Locale = 'en' | 'fr' | 'de'
export type Scheme = 'auto' | 'light' | 'dark'
export type Density = 'usual' | 'roomy'
export const LOCALES: readonly Locale[] = ['en', 'fr', 'de']
/** Each language in its own words, whatever the page speaks. */
export const LANGUAGES: Record<Locale, string> = { en: 'English', fr: 'Français', de: 'Deutsch' }

export interface Device {
  locale: Locale
  scheme: Scheme
  density: Density
  /** Whether single keys act. */
  shortcuts: boolean
}

const KEY = 'parley.device'

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((each) => each === value)
}

function remembered(): Partial<Device> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Device>
  } catch {
    return {}
  }
}

function first(): Device {
  const told = remembered()
  const wanted = [told.locale, ...navigator.languages.map((each) => each.slice(0, 2))]
  return {
    locale: wanted.find(isLocale) ?? 'en',
    scheme: told.scheme ?? 'auto',
    density: told.density ?? 'usual',
    shortcuts: told.shortcuts ?? true,
  }
}

let now: Device | undefined
const listeners = new Set<() => void>()

export const device = {
  told: (): Device => (now ??= first()),
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  choose(change: Partial<Device>) {
    now = { ...device.told(), ...change }
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...change }))
    } catch {
      // a browser that keeps nothing: the choice holds until the page is left
    }
    device.show()
    for (const listener of listeners) listener()
  },
  /** Puts colours and density on the document. */
  show() {
    document.documentElement.dataset.colorScheme = device.told().scheme
    document.documentElement.dataset.density = device.told().density
  },
}

export function useDevice(): Device {
  return useSyncExternalStore(device.subscribe, device.told)
}
