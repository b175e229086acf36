// How the application is built: one folder of files, and the headers that it must be served with.
import { createHash } from 'node:crypto'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// Modules whose import alone does nothing here: without this word all of the design system is in every build. Its
// elements register themselves when they are imported; those that are used are named in src/ui/elements.ts.
const ONLY_DEFINE = [
  /designsystemet-react|@radix-ui|@floating-ui|react-virtual|aksel-icons|@u-elements/,
  /designsystemet-web\/dist\/esm\/(index|suggestion|tabs|pagination|breadcrumbs|tooltip|popover|toggle-group)/,
  /src\/api\/(changes|holding|kept|live|news|operations|upload|generated\/sdk\.[\w-]+\.gen)\.ts$/, // what only some pages need goes with these
  /src\/(ui\/(face|form|new-bar|scale|status|table)|parts\/\w+)\.tsx?$/,
]

// What the frame of every page shares with some pages: one file compresses better than twenty small ones.
const FRAME =
  /src\/features\/\w+\/search\.ts|src\/app\/places|src\/api\/news|aksel-icons\/.*(Tasklist|InboxDown|LightBulb|PersonGroup)\.js|react-router\/dist\/esm\/(useRouterState|useNavigate|useMatch|route)\.js|[mM]utation\w*\.js/

// What many pages share in small pieces: each file of its own costs its name in what is loaded first.
const SHARED = [
  { name: 'parts', test: /src\/parts\/(?!sheet)|[iI]nfiniteQuery\w*\.js|src\/ui\/form\.tsx/ },
  { name: 'people', test: /src\/features\/people\/(ending|fields|frame|places|queries|words)\.tsx?/ },
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

export default defineConfig({
  plugins: [lingui({ macroTransform: true }), react(), french(), headers()],
  build: {
    outDir: 'dist',
    sourcemap: false,
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !ONLY_DEFINE.some((each) => each.test(id)) },
      output: { codeSplitting: { groups: [{ name: 'frame', test: FRAME }, ...SHARED] } },
    },
  },
  server: { host: '127.0.0.1', port: 5173 },
  test: { environment: 'happy-dom', isolate: false, include: ['src/**/*.test.{ts,tsx}'] },
})
