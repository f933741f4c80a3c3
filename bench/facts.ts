/**
 * How fast a recorded visit becomes a figure: a demonstration commune is counted from nothing (throughput), every day of
 * it is marked and counted again, and single visits are followed from the push until the national figure shows them
 * (goal: 2 seconds). Prints JSON.
 *
 *   node bench/facts.ts            a throw-away bundled PostgreSQL
 *   DATABASE_URL=… node bench/facts.ts   an empty database of yours
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { periodOf } from '../model/indicator/period.ts'
import { dayOf } from '../model/kit/day.ts'
import { uuid7 } from '../model/kit/id.ts'
import { readCatalogue } from '../server/catalogue/read.ts'
import { openKeyStore } from '../server/certificate/keys.ts'
import { connectDb } from '../server/db/connect.ts'
import { appUrlOf, migrate } from '../server/db/migrate.ts'
import { seedDemo } from '../server/demo/seed.ts'
import { startEmbedded } from '../server/embedded/embedded.ts'
import { drain } from '../server/facts/drain.ts'
import { startFacts } from '../server/facts/loop.ts'
import { unitSheets } from '../server/facts/read.ts'
import { countRulesOf } from '../server/facts/rules.ts'
import type { Setup } from '../server/http/setup.ts'
import { openWithdrawn } from '../server/start/withdrawn.ts'
import { pushOps } from '../server/sync/push.ts'
import { serverSender } from '../server/sync/sender.ts'
import { loadUnits } from '../server/unit/load.ts'

const project = join(import.meta.dirname, '..')
const VISITS = 20
const NATION = 1

const folder = mkdtempSync(join(tmpdir(), 'tung-nha-bench-'))
const given = process.env['DATABASE_URL']
const cluster = given ? null : await startEmbedded(folder, project)
const ownerUrl = given ?? cluster!.ownerUrl
const round = (n: number) => Math.round(n * 10) / 10
const timed = async <T>(work: () => Promise<T>) => {
  const from = performance.now()
  const value = await work()
  return { value, ms: performance.now() - from }
}

try {
  await migrate(ownerUrl)
  const db = connectDb(appUrlOf(ownerUrl))
  const owner = connectDb(ownerUrl)
  const now = () => new Date().toISOString()
  const setup: Setup = {
    db,
    clock: now,
    wall: now,
    demoClock: null,
    newId: () => uuid7(Date.now(), randomBytes(10)),
    random: randomBytes,
    catalogue: await readCatalogue(join(project, 'catalogue')),
    demo: true,
    filesDir: '',
    publicUrl: 'http://localhost',
    secure: false,
    version: 'bench',
    revision: 'bench',
    keys: openKeyStore(join(folder, 'certificate-keys')),
    withdrawn: openWithdrawn(join(folder, 'withdrawn')),
    secret: randomBytes(32).toString('hex'),
  }
  const rules = countRulesOf(setup.catalogue)
  await loadUnits(db, join(project, 'catalogue', 'units'))
  await seedDemo(setup)
  const count = async (table: string) =>
    (await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}`.execute(owner)).rows[0]!.n
  const marks = await count('dirty')
  const areas = (await sql<{ n: number }>`SELECT count(DISTINCT area_id)::int AS n FROM dirty`.execute(owner))
    .rows[0]!.n

  const first = await timed(() => drain(db, rules, now()))
  await sql`INSERT INTO dirty SELECT DISTINCT area_id, day FROM activity ON CONFLICT DO NOTHING`.execute(
    owner,
  )
  const again = await timed(() => drain(db, rules, now()))
  await sql`INSERT INTO dirty SELECT DISTINCT ON (area_id) area_id, day FROM activity ORDER BY area_id, day DESC`.execute(
    owner,
  )
  const oneDay = await timed(() => drain(db, rules, now()))
  const oneArea = (
    await sql<{ area_id: number; team_id: string; member_id: string; household_id: string }>`
    SELECT area_id, team_id, member_id, household_id FROM activity WHERE household_id IS NOT NULL AND NOT voided ORDER BY id LIMIT 1`.execute(
      owner,
    )
  ).rows[0]!

  const period = periodOf(dayOf(now()), rules.period)
  const nation = () =>
    db
      .transaction()
      .execute(async tx => (await unitSheets(tx, [NATION], period)).get(NATION)!.month['visits'] ?? 0)
  const loop = startFacts(setup)
  const freshness: number[] = []
  let seen = await nation()
  for (let i = 0; i < VISITS; i++) {
    const op = {
      id: setup.newId(),
      areaId: oneArea.area_id,
      deviceId: setup.newId(),
      seq: 1,
      actorId: oneArea.member_id,
      kind: 'activity.record',
      deviceAt: now(),
      body: {
        activityId: setup.newId(),
        kind: 'home_visit',
        day: dayOf(now()),
        teamId: oneArea.team_id,
        householdId: oneArea.household_id,
        outcome: 'guided',
        guided: [],
        unnamed: [{ count: 1, ageBand: '18to59', observations: [{ skill: 'pay.qr', level: 2 }] }],
        difficulties: [],
      },
    }
    const skills = new Set(setup.catalogue.skills.map(skill => skill.key))
    await pushOps(db, {
      ops: [op],
      sender: serverSender,
      now: now(),
      offset: 0,
      skills,
      secret: setup.secret,
    })
    const { ms } = await timed(async () => {
      while ((await nation()) <= seen) await new Promise(done => setTimeout(done, 10))
    })
    seen += 1
    freshness.push(ms)
  }
  await loop.stop()
  freshness.sort((one, other) => one - other)

  console.log(
    JSON.stringify(
      {
        bench: 'facts',
        at: now(),
        cores: cpus().length,
        world: {
          areas,
          marks,
          homes: await count('household'),
          people: await count('resident'),
          activities: await count('activity'),
        },
        first: {
          ms: round(first.ms),
          areasPerSecond: round((1000 * first.value.areas) / first.ms),
          changes: first.value.changes,
        },
        again: {
          ms: round(again.ms),
          areasPerSecond: round((1000 * again.value.areas) / again.ms),
          changes: again.value.changes,
        },
        oneDayEach: { ms: round(oneDay.ms), areasPerSecond: round((1000 * oneDay.value.areas) / oneDay.ms) },
        rows: {
          areaFact: await count('area_fact'),
          unitFact: await count('unit_fact'),
          unitDistinct: await count('unit_distinct'),
        },
        freshness: {
          visits: VISITS,
          medianMs: round(freshness[VISITS / 2]!),
          worstMs: round(freshness.at(-1)!),
        },
      },
      null,
      2,
    ),
  )
  await owner.destroy()
  await db.destroy()
} finally {
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
}
