// How the application is built: one folder of files, and the headers that it must be served with.
import { createHash } from 'node:crypto'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// Modules whose import alone does nothing: without this word all of the design system, and all that the index of a folder
// of ours names, is in every build. Its elements register themselves when they are imported; those that are used are named
// in src/ui/elements.ts, and src/api/call.ts says how the client calls.
const ONLY_DEFINE = [
  /designsystemet-react|@radix-ui|@floating-ui|react-virtual|aksel-icons|@u-elements/,
  /designsystemet-web\/dist\/esm\/(index|suggestion|tabs|pagination|breadcrumbs|tooltip|popover|toggle-group)/,
  /src\/(api\/(?!call\.)|ui\/(?!elements\.)|parts\/|features\/).+\.tsx?$/,
]

// What is loaded first is one file, for it compresses better than twenty small ones, and so is what many pages share. None
// takes along what its modules name and do not use.
const MANY = 12 // pages
const FILES = [
  { name: 'frame', tags: ['$initial' as const], test: /^(?!.*(app\/main\.tsx|index\.html))/ },
  { name: 'shared', minShareCount: MANY, test: /^(?!.*locales)/ },
]

/** Writes headers.json beside the pages: the policy names the one inline script by its hash. */
function headers(): Plugin {
  return {
    name: 'headers',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html']
        if (page?.type !== 'asset') throw new Error('no page was built')
        const inline = [...String(page.source).matchAll(/<script>([^]*?)<\/script>/g)].map(([, code]) => code ?? '')
        const hashes = inline.map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
        const policy = [
          "default-src 'none'",
          `script-src 'self' ${hashes.join(' ')}`,
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
        ].join('; ')
        const told = {
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
          'permissions-policy': 'camera=(), geolocation=(), microphone=()',
        }
        this.emitFile({ type: 'asset', fileName: 'headers.json', source: JSON.stringify(told, null, 2) })
      },
    },
  }
}

/** French has a narrow space that never breaks beside its high signs; the catalogues may be typed with any. */
function french(): Plugin {
  return {
    name: 'french',
    transform: {
      filter: { id: /\/fr\.po$/ },
      handler: (code) => ({ code: code.replace(/ (?=[;:?!»%])|(?<=«) /g, '\u202f'), map: null }),
    },
  }
}

/** What the design system says by itself, in a language of its own, is taken out: our catalogues say it, or nobody does. */
function silent(): Plugin {
  return {
    name: 'silent',
    transform: {
      filter: { id: /@digdir\/designsystemet|\/ui\/base\.css$/ },
      handler: (code, id) => ({
        code: id.endsWith('.css')
          ? code.replace(/(--dsc-[\w-]+:\s*)(?:"[^"]*\p{L}{2}[^"]*"|'[^']*\p{L}{2}[^']*')/gu, '$1""')
          : code.replace(/(["'`])(?:Lukk dialogvindu|%d tegn for mye|%d tegn igjen)\1/g, '""'),
        map: null,
      }),
    },
  }
}

export default defineConfig({
  plugins: [lingui({ macroTransform: true }), react(), french(), silent(), headers()],
  build: {
    outDir: 'dist',
    sourcemap: false,
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !ONLY_DEFINE.some((each) => each.test(id)) },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: FILES } },
    },
  },
  server: { host: '127.0.0.1', port: 5173 },
  test: { environment: 'happy-dom', isolate: false, include: ['src/**/*.test.{ts,tsx}'] },
})
