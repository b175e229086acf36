// What a browser calls itself, as people call it.
const BROWSERS = { Edg: 'Edge', OPR: 'Opera', Firefox: 'Firefox', FxiOS: 'Firefox', CriOS: 'Chrome', Chrome: 'Chrome', Safari: 'Safari' }
const SYSTEMS = { iPhone: 'iOS', iPad: 'iPadOS', Android: 'Android', Windows: 'Windows', Macintosh: 'macOS', CrOS: 'ChromeOS', Linux: 'Linux' }

const first = (names: Record<string, string>, said: string) =>
  Object.entries(names).find(([sign]) => new RegExp(`\\b(Headless)?${sign}\\b`).test(said))?.[1]

/** Its name and its system; nothing where either is not known. */
export function browserOf(agent: string): { browser: string; system: string } | undefined {
  const [browser, system] = [first(BROWSERS, agent), first(SYSTEMS, agent)]
  return browser && system ? { browser, system } : undefined
}
