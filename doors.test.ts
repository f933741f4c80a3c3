import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/**
 * The doors of the house, as one table each. Rooms: server -> model <- web, never across. Inside a room the folders
 * stand in order and imports only point left, so circles cannot form. See ARCHITECTURE.md.
 */
const ROOT = import.meta.dirname
const ORDER: Record<string, string[]> = {
  model: [
    'kit',
    'problem.ts',
    'problem-words',
    'access',
    'sync',
    'unit',
    'network',
    'team',
    'household',
    'roster',
    'resident',
    'skill',
    'activity',
    'gathering',
    'training',
    'thanks',
    'request',
    'course',
    'certificate',
    'nouns.ts',
    'op-shapes.ts',
    'fact',
    'indicator',
    'report',
    'api',
  ],
  server: [
    'start',
    'config.ts',
    'postgres',
    'embedded',
    'db',
    'catalogue',
    'access',
    'http',
    'upload',
    'auth',
    'health',
    'unit',
    'network',
    'certificate',
    'sync',
    'audit',
    'team',
    'household',
    'evidence',
    'erasure',
    'training',
    'activity',
    'onward',
    'duplicates',
    'division',
    'gathering',
    'request',
    'facts',
    'documents',
    'roster',
    'thanks',
    'report',
    'learning',
    'console',
    'demo',
    'app.ts',
    'officer.ts',
    'main.ts',
  ],
  'web/src/lib': ['ui', 'words', 'api', 'local', 'sync'],
}
// Where things meet: a contract names its access and its problems; http/ joins access, sign-in and the call.
const MEET = new Set([
  'model/kit/contract.ts',
  'server/http/serve.ts',
  'server/http/setup.ts',
  'server/http/route.ts',
])

const KEYS: { what: RegExp; only: RegExp; why: string }[] = [
  {
    what: /new (pg\.)?(Client|Pool)\(/,
    only: /^server\/postgres\/connection\.ts$/,
    why: 'connections are opened where their loss is heard',
  },
  {
    what: /from 'kysely'/,
    only: /^server\/(db|facts|testing)\/|queries\.ts$|^bench\//,
    why: 'SQL lives in queries.ts, db/ and facts/',
  },
  {
    what: /process\.env/,
    only: /^server\/config\.ts$|^server\/testing\/|^ops\/|^bench\/|^e2e\/|vitest\.config\.ts$|^web\/vite\.config\.ts$/,
    why: 'only config.ts reads the environment',
  },
  {
    what: /\bDate\.now\(|\bMath\.random\(/,
    only: /^server\/(main\.ts|officer\.ts|testing\/|embedded\/|demo\/)|^web\/|^bench\/|^e2e\/|^ops\//,
    why: 'clock and chance arrive as arguments',
  },
  {
    what: /\bindexedDB\./,
    only: /^web\/src\/lib\/local\/|^e2e\//,
    why: 'the device database is behind lib/local',
  },
]
const CATCH_ALL = /(^|\/)(utils?|common|helpers?|services|misc|shared)(\/|\.ts$)/

const files = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap(entry => {
    if (/^(node_modules|build|\.svelte-kit|\.cache|static|data)$/.test(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? files(path) : /\.(ts|svelte|mjs)$/.test(entry.name) ? [path] : []
  })

const rooms = ['model', 'server', 'web', 'e2e', 'bench', 'catalogue', 'ops'].filter(room =>
  existsSync(join(ROOT, room)),
)
const all = rooms.flatMap(files).map(path => path.replaceAll('\\', '/'))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const isTest = (path: string) => /\.test\.ts$|^server\/testing\/|-contract\.ts$|^e2e\//.test(path)

/** The file an import points to, as a path from the root; null for packages. */
const target = (from: string, name: string): string | null => {
  if (name.startsWith('@tung-nha/')) return name.slice('@tung-nha/'.length)
  if (name.startsWith('#model/')) return `model/${name.slice(7)}`
  if (name.startsWith('#lib/')) return `web/src/lib/${name.slice(5)}`
  if (name.startsWith('#') && from.startsWith('server/')) return `server/${name.slice(1)}`
  if (name.startsWith('.')) return relative(ROOT, join(ROOT, dirname(from), name)).replaceAll('\\', '/')
  return null
}
const importsOf = (path: string): { name: string; type: boolean }[] =>
  [...read(path).matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)].map(
    match => ({
      name: match[2]!,
      type: match[1] !== undefined,
    }),
  )

const place = (path: string) => {
  for (const [room, order] of Object.entries(ORDER)) {
    if (!path.startsWith(`${room}/`)) continue
    const name = path.slice(room.length + 1).split('/')[0]!
    return { room, name, index: order.indexOf(name) }
  }
  return null
}

/** The rules of a page that numbers them, as `- **S1** ...`. */
const rulesOf = (page: string) => [...read(page).matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(match => match[1]!)
/** The numbers that names of tests begin with: `[S1]`, `[D10] [D15]`. */
const named = new Set(
  all
    .filter(path => /\.test\.ts$|-contract\.ts$/.test(path))
    .flatMap(path => [
      ...read(path).matchAll(/(?:test|describe)\(\s*['"`]((?:\[[A-Z]\d+\] )+)|fact: '((?:\[[A-Z]\d+\] )+)/g),
    ])
    .flatMap(match => (match[1] ?? match[2]!).match(/[A-Z]\d+/g)!),
)

test('every rule of sync has a number of its own, and a test whose name begins with it', () => {
  const rules = rulesOf('model/sync/SPEC.md')
  expect(rules.length).toBeGreaterThan(40)
  expect(rules.filter((rule, i) => rules.indexOf(rule) !== i)).toEqual([])
  expect(rules.filter(rule => !named.has(rule))).toEqual([])
})

describe('doors', () => {
  test('rooms: server -> model <- web, never across', () => {
    const wrong = all.flatMap(path =>
      importsOf(path)
        .map(({ name }) => target(path, name))
        .filter((to): to is string => to !== null && to.split('/')[0] !== path.split('/')[0])
        .filter(to => !to.startsWith('model/') && !/^(bench|e2e|catalogue|ops)\//.test(path) && !isTest(path))
        .map(to => `${path} -> ${to}`),
    )
    expect(wrong).toEqual([])
  })

  test('inside a room imports only point left', () => {
    const wrong = all
      .filter(path => !isTest(path) && !MEET.has(path))
      .flatMap(path => {
        const from = place(path)
        if (!from) return []
        return importsOf(path)
          .filter(item => !(item.type && /^server\/(access|auth)\//.test(path)))
          .map(item => target(path, item.name))
          .filter((to): to is string => to !== null)
          .map(to => ({ to, at: place(to) }))
          .filter(
            ({ at }) =>
              at?.room === from.room && at.name !== from.name && at.index > from.index && from.index >= 0,
          )
          .map(({ to }) => `${path} -> ${to}`)
      })
    expect(wrong).toEqual([])
  })

  test('every folder of a room has its place in the order', () => {
    const loose = all
      .map(place)
      .filter(at => at && at.index < 0 && at.room !== 'web/src/lib')
      .map(at => `${at!.room}/${at!.name}`)
      .filter(name => !/\/(testing|vitest\.config\.ts)$|\.test\.ts$/.test(name))
    expect([...new Set(loose)]).toEqual([])
  })

  test('no import circle between files', () => {
    const graph = new Map(
      all
        .filter(path => path.endsWith('.ts'))
        .map(path => [
          path,
          importsOf(path)
            .filter(item => !item.type)
            .map(item => target(path, item.name))
            .filter((to): to is string => to !== null),
        ]),
    )
    const done = new Set<string>()
    const walk = (path: string, trail: string[]): string[] => {
      if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(' -> ')]
      if (done.has(path)) return []
      const found = (graph.get(path) ?? []).flatMap(to => walk(to, [...trail, path]))
      done.add(path)
      return found
    }
    expect([...graph.keys()].flatMap(path => walk(path, []))).toEqual([])
  })

  test.each(KEYS)('$why', ({ what, only }) => {
    expect(all.filter(path => what.test(read(path)) && !only.test(path) && !isTest(path))).toEqual([])
  })

  test('no catch-all folder, no path of two steps up, no file over 500 lines without a reason in its head', () => {
    expect(all.filter(path => CATCH_ALL.test(path) && !path.startsWith('web/src/lib/words/'))).toEqual([])
    expect(all.filter(path => importsOf(path).some(item => item.name.startsWith('../../')))).toEqual([])
    const long = all.filter(path => {
      const lines = read(path).split('\n')
      return lines.length > 500 && !lines.slice(0, 12).some(line => /over 500 lines/i.test(line))
    })
    expect(long).toEqual([])
  })
})
