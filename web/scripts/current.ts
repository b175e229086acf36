// Whether what is generated is current: the client of the services, the catalogues, the theme; and that every text is
// said in every language, in each of them in one way. Names what to run where it is not.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const WEB = new URL('..', import.meta.url).pathname
const scratch = mkdtempSync(join(tmpdir(), 'parley-web-'))
const wrong: string[] = []

function run(tool: string, args: string[], env: Record<string, string> = {}, cwd = WEB) {
  execFileSync(process.execPath, [join(WEB, 'node_modules', tool), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length))
    .sort()
}

/** The files that are not the same in both folders. */
function different(one: string, other: string): string[] {
  const [here, there] = [files(one), files(other)]
  return [...new Set([...here, ...there])].filter(
    (name) =>
      !here.includes(name) || !there.includes(name) || !readFileSync(one + name).equals(readFileSync(other + name)),
  )
}

function check(what: string, committed: string, made: string, cure: string) {
  const found = different(join(WEB, committed), made)
  if (found.length > 0) wrong.push(`${what} is not current (${found.join(', ')}): run \`${cure}\`.`)
}

try {
  const client = join(scratch, 'client')
  run('../scripts/client.ts', [], { CLIENT_FOLDER: client })
  check('The client', 'src/api/generated', client, 'make docs')

  const words = join(scratch, 'words')
  cpSync(join(WEB, 'src/locales'), words, { recursive: true })
  run('@lingui/cli/dist/lingui.js', ['extract', '--clean'], { WORDS_FOLDER: words })
  check('A catalogue', 'src/locales', words, 'make web-words')

  cpSync(join(WEB, 'theme'), join(scratch, 'theme'), { recursive: true })
  const tokens = '@digdir/designsystemet/dist/bin/designsystemet.js'
  run(tokens, ['tokens', 'create', '--config', 'designsystemet.config.json'], {}, join(scratch, 'theme'))
  run(tokens, ['tokens', 'build', '-t', './design-tokens', '-o', './built'], {}, join(scratch, 'theme'))
  const built = readFileSync(join(scratch, 'theme/built/parley.css'))
  if (!built.equals(readFileSync(join(WEB, 'public/branding/theme.css'))))
    wrong.push('public/branding/theme.css is not what theme/designsystemet.config.json makes: see web/README.md.')

  const said = new Map<string, { as: string; by: string }>()
  for (const name of files(join(WEB, 'src/locales/')).filter((each) => /(fr|de)\.po$/.test(each))) {
    const entries = readFileSync(join(WEB, 'src/locales', name), 'utf-8').split('\n\n').slice(1)
    const silent = entries.filter((entry) => /^msgstr ""$(?!\n")/m.test(entry))
    for (const entry of silent) wrong.push(`${name} does not say: ${/^msgid (.*)$/m.exec(entry)?.[1] ?? entry}`)
    // the catalogues become one while somebody goes from page to page: of two ways to say a text the later one would win
    for (const entry of entries) {
      const [, text = '', as = ''] = /^msgid ([^]*?)\nmsgstr ([^]*)$/m.exec(entry.trim()) ?? []
      const key = `${name.slice(-5)} ${text}`
      const other = said.get(key)
      if (other && other.as !== as) wrong.push(`${name} says ${text} as ${as}, ${other.by} as ${other.as}: say it the same way, or name it otherwise.`)
      said.set(key, other ?? { as, by: name })
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

if (wrong.length > 0) {
  process.stderr.write(`${wrong.join('\n')}\n`)
  process.exit(1)
}
