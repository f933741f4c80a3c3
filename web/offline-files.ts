import type { Plugin } from 'vite'

/** What works without a network, each with its own list: whoever learns must not download the field app, nor the other way. */
const PARTS: { list: string; routes: readonly string[] }[] = [
  { list: 'field-files.json', routes: ['/routes/(field)/'] },
  { list: 'course-files.json', routes: ['/routes/(public)/+layout', '/routes/(public)/khoa-hoc/'] },
  { list: 'check-files.json', routes: ['/routes/(public)/+layout', '/routes/(public)/chung-nhan/'] },
]

/**
 * Emits for each part a list of every built file it can need, and nothing of the console or other pages. The service
 * worker fetches its list at install; a phone on a weak line must not download an officer's desk.
 */
export const offlineFiles = (): Plugin => ({
  name: 'tung-nha-offline-files',
  apply: 'build',
  applyToEnvironment: environment => environment.name === 'client',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
      for (const { list, routes } of PARTS) {
        const wanted = new Set<string>()
        // What was taken without following may be met again by a file that is followed.
        const followed = new Set<string>()
        const take = (name: string, follow: boolean) => {
          if (follow ? followed.has(name) : wanted.has(name)) return
          const chunk = bundle[name]
          if (!chunk) return
          wanted.add(name)
          if (follow) followed.add(name)
          if (chunk.type !== 'chunk') return
          for (const css of chunk.viteMetadata?.importedCss ?? []) take(css, true)
          for (const asset of chunk.viteMetadata?.importedAssets ?? []) take(asset, true)
          for (const next of chunk.imports) take(next, follow)
          // The app chunk lists every route as a dynamic import; only what the part itself loads is followed.
          if (follow) for (const next of chunk.dynamicImports) take(next, follow)
        }
        for (const chunk of chunks) {
          // The node of a first screen holds nothing itself: its modules lie in a file shared by name (vite.config.ts).
          const facade = chunk.facadeModuleId
          const ids = [...chunk.moduleIds, ...((facade && this.getModuleInfo(facade)?.importedIds) || [])]
          if (ids.some(id => routes.some(route => id.includes(route)))) take(chunk.fileName, true)
          // The start file opens Kit's own client by a dynamic import.
          else if (chunk.name === 'entry/start') take(chunk.fileName, true)
          else if (
            chunk.fileName.includes('/entry/') ||
            ids.some(id => /\/routes\/\+(layout|error)\.(svelte|ts)/.test(id))
          )
            take(chunk.fileName, false)
        }
        for (const file of Object.values(bundle))
          if (file.fileName.endsWith('.woff2')) wanted.add(file.fileName)
        const files = [...wanted].filter(name => !name.endsWith('.map')).sort()
        this.emitFile({
          type: 'asset',
          fileName: list,
          source: JSON.stringify(files.map(name => `/${name}`)),
        })
      }
    },
  },
})
