import { fileURLToPath } from 'node:url'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { catalogueModules } from './catalogue-modules.ts'
import { contentVersion } from './content-version.ts'
import { firstScreens } from './first-screens.ts'
import { offlineFiles } from './offline-files.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const first = firstScreens(fileURLToPath(new URL('src/routes/', import.meta.url)), {
  phone: ['+layout.svelte', '(field)/to/+layout.svelte', '(field)/to/+layout.ts', '(field)/to/+page.svelte'],
  desk: [
    '+layout.svelte',
    '(console)/ban-lam-viec/+layout.svelte',
    '(console)/ban-lam-viec/+layout.ts',
    '(console)/ban-lam-viec/+page.svelte',
  ],
})

export default defineConfig({
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: adapter({ out: 'build', envPrefix: 'TUNG_NHA_WEB_' }),
      // The field shell is stored once and shown for every address below /to, so its links must be absolute.
      paths: { relative: false },
      version: {
        name: contentVersion(root, [
          'web/src',
          'web/static',
          'model',
          'catalogue/skills.json',
          'catalogue/difficulties.json',
          'catalogue/consent',
          'package-lock.json',
        ]),
        pollInterval: 0,
      },
      serviceWorker: { register: false },
      // On a weak line a round trip costs more than a few kilobytes: small styles travel inside the page.
      inlineStyleThreshold: 5_000,
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          // QR reading compiles a self-hosted WebAssembly file; JavaScript eval stays forbidden.
          'script-src': ['self', 'wasm-unsafe-eval'],
          'style-src': ['self'],
          // Positions of sheets and bars are style attributes; style elements stay forbidden.
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'media-src': ['self', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'worker-src': ['self', 'blob:'],
          'manifest-src': ['self'],
          'frame-src': ['self'],
          'frame-ancestors': ['self'],
          'form-action': ['self'],
          'base-uri': ['self'],
          'object-src': ['none'],
        },
      },
    }),
    catalogueModules(root),
    offlineFiles(),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // For the same reason what a first screen needs comes as a few files, not as forty.
            codeSplitting: {
              groups: [
                { name: 'runtime', test: /node_modules[\\/](svelte|esm-env|clsx)[\\/]/, priority: 5 },
                // Kit's client without the small files it begins with, which Kit looks for by name, and without what reads
                // the version from them: it would be read before it is there.
                {
                  name: 'kit',
                  test: /node_modules[\\/](devalue|@sveltejs[\\/]kit[\\/]src)[\\/](?!runtime[\\/](client[\\/](entry|client-entry|payload)\.js|app[\\/]env))/,
                  priority: 4,
                },
                { name: first('both'), priority: 3 },
                { name: first('phone'), priority: 2 },
                { name: first('desk'), priority: 1 },
              ],
            },
          },
        },
      },
    },
  },
  server: {
    port: 9200,
    strictPort: true,
    proxy: Object.fromEntries(
      ['/api', '/catalogue'].map(path => [path, process.env['TUNG_NHA_API'] ?? 'http://127.0.0.1:8080']),
    ),
  },
})
