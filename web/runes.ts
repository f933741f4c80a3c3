import { fileURLToPath } from 'node:url'
import { compileModule } from 'svelte/compiler'
import type { Plugin } from 'vite'

/**
 * For unit tests of state that outlives an await: modules with runes are compiled as for a browser, without a browser and
 * without the whole of the build. Effects run when a test says `flushSync()`.
 */
export const runes = (): Plugin => ({
  name: 'runes',
  config: () => ({
    resolve: {
      // Node would take Svelte's half for servers, where effects do nothing.
      alias: [
        {
          find: /^svelte$/,
          replacement: fileURLToPath(new URL('./index-client.js', import.meta.resolve('svelte'))),
        },
      ],
    },
  }),
  transform: (code, id) => {
    const file = id.split('?')[0]!
    if (!/\.svelte(\.test)?\.ts$/.test(file)) return null
    const { js } = compileModule(code, { filename: file, generate: 'client' })
    return { code: js.code, map: js.map as never }
  },
})
