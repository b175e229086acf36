import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr', 'de'],
  // elsewhere only to compare (scripts/current.ts)
  catalogs: [{ path: `${process.env.WORDS_FOLDER ?? 'src/locales'}/{locale}`, include: ['src'] }],
  format: formatter({ lineNumbers: false }),
})
