import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { uuid7 } from '@tung-nha/model/kit/id.ts'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '#app.ts'
import { startSignInSweep } from '#auth/sweep.ts'
import { readCatalogue } from '#catalogue/read.ts'
import { openKeyStore } from '#certificate/keys.ts'
import { type Config, readConfig, settleWebHandler } from '#config.ts'
import { connectDb } from '#db/connect.ts'
import { openDatabase } from '#db/open.ts'
import { makeDemoClock } from '#demo/clock.ts'
import { seedReports } from '#demo/months.ts'
import { seedDemo } from '#demo/seed.ts'
import { startDivisions } from '#division/loop.ts'
import { lockFolder } from '#embedded/lock.ts'
import { replayWithdrawn } from '#erasure/replay.ts'
import { startEvidenceSweep } from '#evidence/sweep.ts'
import { startFacts } from '#facts/loop.ts'
import { startImportSweep } from '#household/import/sweep.ts'
import type { Setup } from '#http/setup.ts'
import type { WebHandler } from '#http/web.ts'
import { loadReported } from '#network/load.ts'
import { startOnward } from '#onward/loop.ts'
import { startRosterSweep } from '#roster/sweep.ts'
import { addressesOf, listenRefusal, probePort } from '#start/address.ts'
import { isRefusal } from '#start/refusal.ts'
import { releaseOf } from '#start/release.ts'
import { say, sayBoth } from '#start/say.ts'
import { keepSecret } from '#start/secret.ts'
import { buildWeb } from '#start/web-build.ts'
import { openWithdrawn } from '#start/withdrawn.ts'
import { loadUnits } from '#unit/load.ts'

/** The composition root: what has a lifetime is opened here in order and closed in the opposite order. */
const closers: (() => unknown)[] = []
const stopping = new AbortController()

async function start(config: Config): Promise<void> {
  const { port, host, dataDir, projectDir } = config
  closers.push(lockFolder(dataDir))
  if (port !== 0) await probePort(host, port)

  const opening = openDatabase(config)
  closers.push(async () => (await opening.catch(() => undefined))?.stop())
  const building = buildWeb(
    projectDir,
    seconds => (seconds ? say(seconds) : sayBoth('say.building')),
    stopping.signal,
  )
  const [database] = await Promise.all([opening, building])
  sayBoth('say.database', { version: database.version, where: database.where })
  if (database.adopted) sayBoth('say.adopted')

  const db = connectDb(database.appUrl)
  closers.push(() => within(2000, db.destroy())) // a long statement is left to the database's own end: it is rolled back
  const wall = () => new Date().toISOString()
  const demoClock = config.demo ? await makeDemoClock(db, wall) : null
  const setup: Setup = {
    db,
    clock: demoClock?.now ?? wall,
    wall,
    demoClock,
    newId: () => uuid7(Date.now(), randomBytes(10)),
    random: randomBytes,
    catalogue: await readCatalogue(join(projectDir, 'catalogue')),
    demo: config.demo,
    filesDir: config.filesDir,
    publicUrl: config.publicUrl ?? addressesOf(host, port)[0]!,
    secure: config.publicUrl?.startsWith('https:') ?? false,
    keys: openKeyStore(join(dataDir, 'certificate-keys')),
    withdrawn: openWithdrawn(join(dataDir, 'withdrawn')),
    secret: config.secret ?? keepSecret(join(dataDir, 'secret')),
    ...releaseOf(projectDir),
  }
  await loadUnits(db, join(projectDir, 'catalogue', 'units'))
  await loadReported(db, join(projectDir, 'catalogue', 'network'))
  const roster = config.demo ? await seedDemo(setup, () => sayBoth('say.demo')) : null
  await replayWithdrawn(setup)
  const app = await buildApp(setup, await webHandler(projectDir))
  closers.push(() => within(5000, app.close()))
  if (roster) await seedReports(setup, app, roster)
  const facts = startFacts(setup)
  closers.push(() => within(3000, facts.stop()))
  const onward = startOnward(setup)
  closers.push(() => within(3000, onward.stop()))
  const divisions = startDivisions(setup)
  closers.push(() => within(3000, divisions.stop()))
  closers.push(startImportSweep(setup).stop)
  closers.push(startRosterSweep(setup).stop)
  closers.push(startEvidenceSweep(setup).stop)
  closers.push(startSignInSweep(setup).stop)
  await app.listen({ host, port }).catch(error => {
    throw listenRefusal(error, host, port)
  })
  greet(host, (app.server.address() as { port: number }).port, config.demo ? await demoPeople(app) : [])
}

/** The pages as built: a file made at run time, so it cannot be a static import. */
async function webHandler(projectDir: string): Promise<WebHandler | undefined> {
  const file = join(projectDir, 'web', 'build', 'handler.js')
  if (!existsSync(file)) return undefined
  settleWebHandler()
  const { handler } = await import(pathToFileURL(file).href)
  return { handle: handler, scriptHashes: [] }
}

/** One line for each person of the demo world, asked through the front door like everyone else. */
async function demoPeople(app: FastifyInstance): Promise<string[]> {
  const answer = await app.inject('/api/v1/demo/accounts')
  if (answer.statusCode !== 200) return []
  const { items } = answer.json<{ items: { name: string; position: { vi: string } }[] }>()
  return items.map(({ name, position }) => `  ${name}, ${position.vi}`)
}

function greet(host: string, port: number, people: string[]): void {
  const [first, ...others] = addressesOf(host, port)
  say('')
  sayBoth('say.ready', { address: first! })
  for (const address of others) say(`  ${address}`)
  if (others.length === 0) sayBoth('say.lan')
  if (people.length > 0) {
    sayBoth('say.people', { address: `${first}/dang-nhap` })
    for (const person of people) say(person)
  }
  sayBoth('say.stop')
  process.send?.({ ready: first })
}

const within = (ms: number, work: PromiseLike<unknown>) =>
  Promise.race([work, new Promise(done => setTimeout(done, ms).unref())])

let ending = false

/** Closes everything, the database last, and leaves. A second Ctrl-C does not cut this short: it takes a second at most. */
async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  stopping.abort()
  for (const close of closers.reverse()) {
    try {
      await close()
    } catch (error) {
      console.error(error)
    }
  }
  if (code === 0) sayBoth('say.stopped')
  process.exit(code)
}

function stop(): void {
  if (!ending) sayBoth('say.stopping')
  end(0)
}

function fail(error: unknown): void {
  if (ending) return
  console.error(isRefusal(error) ? error.message : error)
  end(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
process.on('disconnect', stop) // the script that started us was killed
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

try {
  await start(readConfig())
} catch (error) {
  fail(error)
}
