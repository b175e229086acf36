import { readdirSync } from 'node:fs'
import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

// elsewhere only to compare (scripts/current.ts)
const folder = process.env.WORDS_FOLDER ?? 'src/locales'
const features = readdirSync(new URL('src/features', import.meta.url)).sort()
const STATUSES = 'src/ui/status.tsx' // said on pages alone

// The texts of a feature, and of the parts that pages are made of, come with the pages; those around every page first.
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr', 'de'],
  catalogs: [
    { path: `${folder}/app/{locale}`, include: ['src/app', 'src/ui', 'src/api'], exclude: [STATUSES] },
    { path: `${folder}/parts/{locale}`, include: ['src/parts', STATUSES] },
    ...features.map((name) => ({ path: `${folder}/${name}/{locale}`, include: [`src/features/${name}`] })),
  ],
  format: formatter({ lineNumbers: false }),
})
