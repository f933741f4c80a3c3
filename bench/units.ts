/**
 * How long the units of Vietnam take to load, and to be searched through the front door. Prints JSON.
 *
 *   node bench/units.ts            a throw-away bundled PostgreSQL
 *   DATABASE_URL=… node bench/units.ts   an empty database of yours
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuid7 } from '../model/kit/id.ts'
import { buildApp } from '../server/app.ts'
import { readCatalogue } from '../server/catalogue/read.ts'
import { openKeyStore } from '../server/certificate/keys.ts'
import { connectDb } from '../server/db/connect.ts'
import { appUrlOf, migrate } from '../server/db/migrate.ts'
import { startEmbedded } from '../server/embedded/embedded.ts'
import { openWithdrawn } from '../server/start/withdrawn.ts'
import { loadUnits } from '../server/unit/load.ts'

const project = join(import.meta.dirname, '..')
const ROUNDS = 60
const QUERIES: [name: string, query: string][] = [
  ['q, one commune (van ho)', 'q=van%20ho'],
  ['q, an old name (lóng luông)', `q=${encodeURIComponent('lóng luông')}`],
  ['q, a common word (tan)', 'q=tan'],
  ['q, two letters (xa)', 'q=xa'],
  ['q, part of a word (ghia)', 'q=ghia'],
  ['q on a day', 'q=van%20ho&on=2026-11-01'],
  ['provinces', 'level=province'],
  ['communes of a province', 'level=commune&parent=7&limit=100'],
]

const folder = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'))
const given = process.env['DATABASE_URL']
const cluster = given ? null : await startEmbedded(folder, project)
const ownerUrl = given ?? cluster!.ownerUrl
try {
  await migrate(ownerUrl)
  const db = connectDb(appUrlOf(ownerUrl))
  const now = () => new Date().toISOString()

  const started = performance.now()
  const load = await loadUnits(db, join(project, 'catalogue', 'units'))
  const loadMs = performance.now() - started
  const again = performance.now()
  await loadUnits(db, join(project, 'catalogue', 'units'))
  const againMs = performance.now() - again

  const app = await buildApp({
    db,
    clock: now,
    wall: now,
    demoClock: null,
    newId: () => uuid7(Date.now(), randomBytes(10)),
    random: randomBytes,
    catalogue: await readCatalogue(join(project, 'catalogue')),
    demo: false,
    filesDir: '',
    publicUrl: 'http://localhost',
    secure: false,
    version: 'bench',
    revision: 'bench',
    keys: openKeyStore(join(folder, 'certificate-keys')),
    withdrawn: openWithdrawn(join(folder, 'withdrawn')),
    secret: randomBytes(32).toString('hex'),
  })
  const measure = async (url: string) => {
    const times: number[] = []
    let total = 0
    for (let i = -5; i < ROUNDS; i++) {
      const from = performance.now()
      const answer = await app.inject(url)
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
      total = answer.json<{ total: number }>().total
      if (i >= 0) times.push(performance.now() - from)
    }
    times.sort((one, other) => one - other)
    return { total, medianMs: round(times[ROUNDS / 2]!), p95Ms: round(times[Math.floor(ROUNDS * 0.95)]!) }
  }
  const search: Record<string, unknown> = {}
  for (const [name, query] of QUERIES) search[name] = await measure(`/api/v1/units?${query}`)
  const one = await measure('/api/v1/units/495')

  console.log(
    JSON.stringify(
      {
        bench: 'units',
        at: now(),
        cores: cpus().length,
        units: load.units,
        successions: load.successions,
        load: { firstMs: round(loadMs), againMs: round(againMs) },
        rounds: ROUNDS,
        search,
        oneUnit: { medianMs: one.medianMs, p95Ms: one.p95Ms },
      },
      null,
      2,
    ),
  )
  await app.close()
  await db.destroy()
} finally {
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
