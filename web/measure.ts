import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

/**
 * Weighs what a first visit downloads, brotli, from the built manifest, against budget.json; fails above it.
 *   node web/measure.ts            (after vite build)
 */
type Entry = {
  file: string
  src?: string
  name?: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
  assets?: string[]
}
type Budget = {
  screens: Record<
    string,
    { routes: string[]; words: string[]; scripts: boolean; limits: { js?: number; all: number } }
  >
}

const here = (path: string) => new URL(path, import.meta.url)
const json = <T>(path: string): T => JSON.parse(readFileSync(here(path), 'utf8'))
const client = '.svelte-kit/output/client/'
const manifest = json<Record<string, Entry>>(`${client}.vite/manifest.json`)
const { screens } = json<Budget>('budget.json')

const weigh = (file: string): number => {
  const body = readFileSync(here(client + file))
  return file.endsWith('.woff2') ? body.length : brotliCompressSync(body).length
}

/** Everything a set of entries pulls in at once: static imports, styles, and fonts of the first screen. */
const closure = (keys: string[], scripts: boolean): Set<string> => {
  const files = new Set<string>()
  const seen = new Set<string>()
  const visit = (key: string) => {
    const entry = manifest[key]
    if (!entry || seen.has(key)) return
    seen.add(key)
    if (scripts) files.add(entry.file)
    for (const css of entry.css ?? []) files.add(css)
    for (const font of (entry.assets ?? []).filter(asset => /-(400|800)\./.test(asset))) files.add(font)
    for (const next of entry.imports ?? []) visit(next)
  }
  keys.forEach(visit)
  return files
}

/** Kit numbers its route nodes; each node's chunk names the route file among its sources. */
const nodesOf = (routes: string[]): string[] =>
  routes.map(route => {
    const nodes = readFileSync(here('.svelte-kit/generated/build/client-optimized/app.js'), 'utf8')
    const files = [...nodes.matchAll(/import\('\.\/nodes\/(\d+)'\)/g)].map(
      found => `.svelte-kit/generated/build/client-optimized/nodes/${found[1]}.js`,
    )
    const found = files.find(file => readFileSync(here(file), 'utf8').includes(`/routes/${route}`))
    if (!found) throw new Error(`budget.json: no route ${route}`)
    return found
  })

const kb = (bytes: number) => (bytes / 1000).toFixed(1).padStart(6)
let over = false
for (const [screen, { routes, words, scripts, limits }] of Object.entries(screens)) {
  const runtime = Object.keys(manifest).filter(
    key => /runtime\/client\/(entry|client-entry)\.js$/.test(key) || key.endsWith('client-optimized/app.js'),
  )
  const files = [
    ...closure([...(scripts ? runtime : []), ...nodesOf(routes), ...(scripts ? words : [])], scripts),
  ]
  const sum = (wanted: (file: string) => boolean) =>
    files.filter(wanted).reduce((total, file) => total + weigh(file), 0)
  const js = sum(file => file.endsWith('.js'))
  const all = sum(() => true)
  const late = all > limits.all || (limits.js !== undefined && js > limits.js)
  over ||= late
  console.log(
    `${late ? 'OVER' : 'ok  '} ${screen.padEnd(8)} js ${kb(js)}  css ${kb(sum(file => file.endsWith('.css')))}  fonts ${kb(sum(file => file.endsWith('.woff2')))}  all ${kb(all)} of ${kb(limits.all)} KB`,
  )
}
if (over) process.exitCode = 1
