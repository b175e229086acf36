// Names that the organisation gives in its languages.
import { useLingui } from '@lingui/react'

/** The name in the reader's language, or else in one that there is. */
export function useNamed(): (names: Record<string, string>) => string {
  const { i18n } = useLingui()
  return (names) => names[i18n.locale] ?? Object.values(names)[0] ?? ''
}
