// Beside each text of the build the same one packed, as browsers ask for it: the edge sends it as it lies there, and packs
// nothing itself. What is short or packed already (fonts, pictures) stays as it is.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const BUILT = new URL('../dist/', import.meta.url).pathname
const FOLDERS = ['assets', 'branding']
const LEAST = 1000 // bytes

for (const folder of FOLDERS)
  for (const name of readdirSync(join(BUILT, folder)).filter((each) => /\.(js|css|svg)$/.test(each))) {
    const file = join(BUILT, folder, name)
    const text = readFileSync(file)
    if (text.length < LEAST) continue
    writeFileSync(`${file}.br`, brotliCompressSync(text))
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
  }
