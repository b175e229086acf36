// Whether the build is as small as promised; says every size, and ends with 1 when one is too large. What is loaded first
// and what many pages share are 150 kB together; a page's own size is what comes on top of the two. Styles are counted
// as what one page loads at most: the theme, what every page has, and those of the page that has most of its own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUILT = new URL('../dist/', import.meta.url).pathname
const KB = 1000
const MOST = { initial: 137.5 * KB, shared: 12.5 * KB, route: 30 * KB, css: 40 * KB }

interface Chunk {
  file: string
  isEntry?: boolean
  isDynamicEntry?: boolean
  imports?: string[]
  css?: string[]
}

const manifest = JSON.parse(readFileSync(join(BUILT, '.vite/manifest.json'), 'utf-8')) as Record<string, Chunk>
const zipped = (file: string) => gzipSync(readFileSync(join(BUILT, file))).length

/** A chunk and all that it imports at once. */
function whole(name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name]
  if (!chunk || seen.has(name)) return seen
  seen.add(name)
  for (const each of chunk.imports ?? []) whole(each, seen)
  return seen
}

const sum = (names: Iterable<string>) => [...names].reduce((all, name) => all + zipped(manifest[name]?.file ?? ''), 0)

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
if (!entry) throw new Error('the build has no entry')
const first = whole(entry)
const shared = new Set(Object.keys(manifest).filter((name) => name.startsWith('_shared-')))
const words = Object.keys(manifest).filter((name) => name.startsWith('src/locales/'))
/** The texts of a feature in the language that takes most. */
const longest = (feature: string) =>
  Math.max(...words.filter((name) => name.split('/')[2] === feature).map((name) => zipped(manifest[name]?.file ?? '')))
const features = new Set(words.map((name) => name.split('/')[2] ?? ''))
const AT_ONCE = ['app', 'session'] // src/app/language.ts
const pages = Object.keys(manifest).filter((name) => manifest[name]?.isDynamicEntry && !words.includes(name))
const routes = pages.map((name): [string, number] => {
  const [, folder, feature = ''] = name.split('/')
  const own = folder === 'features' && !AT_ONCE.includes(feature) ? longest(feature) : 0
  return [name, longest('parts') + own + sum([...whole(name)].filter((each) => !first.has(each) && !shared.has(each)))]
})
const styles = (name: string) => [...whole(name)].flatMap((each) => manifest[each]?.css ?? [])
const common = new Set(styles(entry))
const dressed = pages.map((name): [string, number] => [
  name,
  [...new Set(styles(name))].filter((file) => !common.has(file)).reduce((all, file) => all + zipped(file), 0),
])
const [heaviest, own] = dressed.reduce((one, other) => (other[1] > one[1] ? other : one))
const css = zipped('branding/theme.css') + [...common].reduce((all, file) => all + zipped(file), 0) + own

const found: [string, number, number][] = [
  ['initial JavaScript, with its texts', sum(first) + AT_ONCE.reduce((all, each) => all + longest(each), 0), MOST.initial],
  ['what many pages share', sum(shared), MOST.shared],
  [`CSS of one page, at most (${heaviest})`, css, MOST.css],
  ...routes.map(([name, size]): [string, number, number] => [name, size, MOST.route]),
]
const over = found.filter(([, size, most]) => size > most)
for (const [what, size, most] of found)
  process.stdout.write(`${(size / KB).toFixed(1).padStart(6)} of ${String(most / KB)} kB gz  ${what}\n`)
if (words.length !== 3 * features.size) throw new Error(`not every feature speaks three languages: ${words.join(', ')}`)
if (over.length > 0) {
  process.stderr.write(`Too large: ${over.map(([what]) => what).join(', ')}. Load it later, or take something out.\n`)
  process.exit(1)
}
