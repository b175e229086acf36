// Writes the client of the services from their committed documents; CLIENT_FOLDER puts it elsewhere, to compare. What the
// generator's own runtime says in comments stays out: none of it is about us, and some of it names hosts.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const WEB = new URL('..', import.meta.url).pathname
const folder = process.env.CLIENT_FOLDER ?? join(WEB, 'src/api/generated')

execFileSync(process.execPath, [join(WEB, 'node_modules/@hey-api/openapi-ts/bin/run.js'), '--silent'], {
  cwd: WEB,
  env: { ...process.env, CLIENT_FOLDER: folder },
  stdio: ['ignore', 'ignore', 'inherit'],
})

for (const part of ['client', 'core'])
  for (const name of readdirSync(join(folder, part))) {
    const file = join(folder, part, name)
    const text = readFileSync(file, 'utf-8')
    const bare = text.replaceAll(/^[ \t]*\/\*\*[^]*?\*\/\n/gm, '').replaceAll(/^[ \t]*\/\/ (?!This file is).*\n/gm, '')
    writeFileSync(file, bare)
  }
