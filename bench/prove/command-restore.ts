import { chmodSync, cpSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { connectDb } from '@tung-nha/server/db/connect.ts'
import { openConnection } from '@tung-nha/server/postgres/connection.ts'
import type { Proved, ProveOptions } from '../prove.ts'
import { chance, makeOfficer, makeWorld, type Phone } from '../world.ts'
import type { GoneLine, ToldLine } from './checker/evidence.ts'
import { calm, type Device, startDevice } from './device.ts'
import { rowsThatSay } from './dump.ts'
import { endDatabase, type House, killDatabase, killHouse, restartDatabase, startHouse } from './house.ts'
import { historyOf, judged, keep, newRunFolder } from './run.ts'
import { doomedOf, endMembership, eraseBoth, pullAll, signOut, writeOf } from './withdrawn.ts'

const PHONES = 6
const HOMES = 20
/** Phones rest between two breaths, so that ten minutes are as much work as a machine can send again. */
const REST_MS = 250
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/**
 * A backup is made; then people are erased on request, a phone is signed out and a membership ended by the product's own
 * endpoints, and the phones go on for `seconds`. Then the machine is lost, and the backup takes the database's place. The
 * phones notice by themselves and send again what the server has lost; nothing that was erased, revoked or ended returns.
 * One phone sleeps from before the erasures until after the restore and brings what it had kept of the erased.
 */
export const prove = async ({ seconds, seed }: ProveOptions): Promise<Proved> => {
  const folder = newRunFolder('restore')
  const data = join(folder, 'product')
  mkdirSync(data)
  const world = await makeWorld(PHONES + 2, HOMES)
  const [lost, leaver] = world.phones.slice(PHONES) as [Phone, Phone]
  let stop = world.close
  let ownerUrl = world.ownerUrl
  let house: House | null = await startHouse(ownerUrl, data)
  let asleep = false
  const devices = world.phones.slice(0, PHONES).map((phone, n) =>
    startDevice({
      phone,
      url: () => (n === 1 && asleep ? null : (house?.url ?? null)),
      below: chance(seed + n),
      burst: 8,
      restMs: REST_MS,
    }),
  )
  const [awake, sleeper] = devices as [Device, Device]
  const both = [awake, sleeper] as const
  const acknowledged = () => historyOf(devices).filter(line => line.acked !== null && !line.refused).length
  const pgFolder = join(world.folder, 'pg')
  const backup = join(world.folder, 'pg.backup')
  /** Ends product and database, does something to the data, and starts both again. */
  const aside = async (end: () => Promise<void> | void, work: () => void, look = async () => {}) => {
    await killHouse(house!)
    house = null
    await end()
    work()
    const database = await restartDatabase(world.folder)
    stop = database.stop
    ownerUrl = database.ownerUrl
    await look()
    house = await startHouse(ownerUrl, data)
    for (const device of devices) device.wake()
  }
  try {
    const officer = await officerOf(ownerUrl, lost.teamId)
    const doomed = both.map(device => doomedOf(device.phone))
    const words = doomed.map(one => one.word)
    const write = () => Promise.all(both.map((device, n) => writeOf(device, doomed[n]!)))
    await write()
    await pause(2000)
    await aside(
      () => endDatabase(world.folder),
      () => cpSync(pgFolder, backup, { recursive: true, preserveTimestamps: true }),
    )
    const [before, backedUpAt] = [acknowledged(), Date.now()]
    await write()
    await acknowledgedAll(both)
    asleep = true
    await write() // on the phone that is awake it is sent; on the other it is an edit made offline
    await acknowledgedAll([awake])
    const { residentId } = awake.phone.homes[0]!
    await awake.save({ kind: 'resident.remove', body: { residentId, reason: 'xin xóa' } })

    const { url } = house
    if ((await pullAll(url, leaver)).rows.length === 0)
      throw new Error('the member who will leave is told nothing')
    const gone: GoneLine[] = [
      ...(await eraseBoth(url, officer, doomed[0]!)),
      ...(await eraseBoth(url, officer, doomed[1]!)),
      await signOut(url, officer, lost),
      await endMembership(url, officer, leaver),
    ]
    for (let left = seconds; left > 0; left -= 30) {
      console.error(`${left} s until the machine is lost, ${acknowledged()} acknowledged`)
      await pause(Math.min(left, 30) * 1000)
    }
    const all = acknowledged()
    const backupSeconds = Math.round((Date.now() - backedUpAt) / 1000)
    console.error(`${all} acknowledged, ${all - before} of them after the backup; the backup comes back`)
    await aside(
      () => killDatabase(world.folder, 'SIGQUIT'),
      () => {
        renameSync(pgFolder, `${pgFolder}.lost`)
        renameSync(backup, pgFolder)
        chmodSync(pgFolder, 0o700)
        rmSync(join(pgFolder, 'postmaster.pid'), { force: true })
      },
      async () => {
        // What is to stay away must be in the copy, or its absence would prove nothing.
        const said = JSON.stringify(await rowsThatSay(ownerUrl, words))
        if (!words.every(word => said.includes(word)))
          throw new Error('the backup knows nothing of the erased')
      },
    )
    const told: ToldLine[] = []
    const asked = [lost, leaver, ...both.map(device => device.phone)]
    const ask = async () => {
      for (const phone of asked) told.push(await pullAll(house!.url, phone))
    }
    await ask()
    asleep = false
    const stuck = await calm(devices, 120_000 + seconds * 1000)
    if (stuck > 0) console.error(`[I8] ${stuck} changes were still unsent`)
    await ask()
    await Promise.all(devices.map(device => device.end()))
    const seen = { history: historyOf(devices), gone, told, restored: true }
    const verdict = await judged(folder, ownerUrl, devices, seen)
    const { lost: missing, doubled, returned, faults, asserted: assertions } = verdict
    const result = {
      backupSeconds,
      acknowledged: all,
      lostByServer: all - before,
      gone: Object.fromEntries(
        Object.entries(Object.groupBy(gone, one => one.what)).map(([k, v]) => [k, v.length]),
      ),
      missing,
      doubled,
      returned,
      stuck,
      violations: faults.length + stuck,
      assertions,
      seed,
    }
    keep('restore', result)
    return { result, held: result.violations === 0 && result.lostByServer > 0 }
  } finally {
    for (const device of devices) void device.end()
    if (house) await killHouse(house)
    await stop()
    if (stop !== world.close) await world.close()
  }
}

/** An officer of the commune of a team. */
const officerOf = async (url: string, teamId: string): Promise<string> => {
  const sql = await openConnection(url)
  const { rows } = await sql.query<{ id: number }>('SELECT commune_id AS id FROM team WHERE id = $1', [
    teamId,
  ])
  await sql.end()
  const db = connectDb(url)
  const token = await makeOfficer(db, 'communeOfficer', rows[0]!.id)
  await db.destroy()
  return token
}

/** Waits until everything that some phones have saved so far was answered. */
const acknowledgedAll = async (devices: readonly Device[]): Promise<void> => {
  const saved = historyOf(devices)
  while (saved.some(line => line.acked === null)) await pause(50)
}
