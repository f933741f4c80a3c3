import type { Plugin } from 'vite'

/**
 * Emits `field-files.json`: every built file the field app can need, and nothing of the console or the public
 * pages. The service worker fetches it at install; a phone on a weak line must not download an officer's desk.
 */
export const fieldFiles = (): Plugin => ({
  name: 'tung-nha-field-files',
  apply: 'build',
  applyToEnvironment: environment => environment.name === 'client',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const wanted = new Set<string>()
      const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
      const take = (name: string, follow: boolean) => {
        if (wanted.has(name)) return
        const chunk = bundle[name]
        if (!chunk) return
        wanted.add(name)
        if (chunk.type !== 'chunk') return
        for (const css of chunk.viteMetadata?.importedCss ?? []) take(css, true)
        for (const asset of chunk.viteMetadata?.importedAssets ?? []) take(asset, true)
        for (const next of chunk.imports) take(next, follow)
        // The app chunk lists every route as a dynamic import; only what field code itself loads is followed.
        if (follow) for (const next of chunk.dynamicImports) take(next, follow)
      }
      for (const chunk of chunks) {
        const ids = chunk.moduleIds
        if (ids.some(id => id.includes('/routes/(field)/'))) take(chunk.fileName, true)
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
        fileName: 'field-files.json',
        source: JSON.stringify(files.map(name => `/${name}`)),
      })
    },
  },
})
