import { readdirSync } from 'node:fs'
import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

// elsewhere only to compare (scripts/current.ts)
const folder = process.env.WORDS_FOLDER ?? 'src/locales'
const features = readdirSync(new URL('src/features', import.meta.url)).sort()

// The texts of a feature come with its pages; those around every page and of the parts of pages come first.
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr', 'de'],
  catalogs: [
    { path: `${folder}/app/{locale}`, include: ['src/app', 'src/parts', 'src/ui', 'src/api'] },
    ...features.map((name) => ({ path: `${folder}/${name}/{locale}`, include: [`src/features/${name}`] })),
  ],
  format: formatter({ lineNumbers: false }),
})
