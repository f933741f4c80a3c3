import { chmodSync, cpSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withConnection } from '@tung-nha/server/postgres/connection.ts'
import type { Proved, ProveOptions } from '../prove.ts'
import { call, chance, makeWorld } from '../world.ts'
import { calm, startDevice } from './device.ts'
import { endDatabase, type House, killDatabase, killHouse, restartDatabase, startHouse } from './house.ts'
import { historyOf, judged, keep, newRunFolder } from './run.ts'

const PHONES = 6
const HOMES = 20
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/**
 * Work goes on for a while after a backup; then the machine is lost, and the backup takes the database's place. The
 * phones notice by themselves and send again what the server has lost. Who was signed out after the backup must stay
 * out, who was removed must stay removed.
 */
export const prove = async ({ seconds, seed }: ProveOptions): Promise<Proved> => {
  const folder = newRunFolder('restore')
  const data = join(folder, 'product')
  mkdirSync(data)
  const world = await makeWorld(PHONES + 2, HOMES)
  const [leader, stranger] = world.phones.slice(PHONES)
  if (!leader || !stranger) throw new Error('too few phones')
  await makeLeader(world.ownerUrl, leader.memberId, stranger.teamId)
  let stop = world.close
  let ownerUrl = world.ownerUrl
  let house: House | null = await startHouse(ownerUrl, data)
  const devices = world.phones
    .slice(0, PHONES)
    .map((phone, n) =>
      startDevice({ phone, url: () => house?.url ?? null, below: chance(seed + n), burst: 8 }),
    )
  const held = () =>
    historyOf(devices)
      .filter(line => line.acked !== null && !line.refused)
      .map(line => line.op)
  const pgFolder = join(world.folder, 'pg')
  const backup = join(world.folder, 'pg.backup')
  /** Ends product and database, does something to the data, and starts both again. */
  const aside = async (end: () => Promise<void> | void, work: () => void) => {
    await killHouse(house!)
    house = null
    await end()
    work()
    const database = await restartDatabase(world.folder)
    stop = database.stop
    ownerUrl = database.ownerUrl
    house = await startHouse(ownerUrl, data)
    for (const device of devices) device.wake()
  }
  const asStranger = async () =>
    (await call('POST', `${house!.url}/api/v1/sync/pull`, stranger.token, { feeds: [] })).status
  try {
    await pause(2000)
    await aside(
      () => endDatabase(world.folder),
      () => cpSync(pgFolder, backup, { recursive: true, preserveTimestamps: true }),
    )
    const before = held().length
    await pause(500)
    const { residentId } = devices[0]!.phone.homes[0]!
    await devices[0]!.save({ kind: 'resident.remove', body: { residentId, reason: 'xin xóa' } })
    const { teamId, memberId } = stranger
    const removal = `${house.url}/api/v1/teams/${teamId}/members/${memberId}/devices`
    const signedOut = (await call('DELETE', removal, leader.token)).status
    if (signedOut !== 200 || (await asStranger()) === 200) throw new Error(`signing out: ${signedOut}`)
    await pause(seconds * 1000)
    const acknowledged = held()
    const lost = acknowledged.length - before
    console.error(
      `${acknowledged.length} acknowledged, ${lost} of them after the backup; the backup comes back`,
    )
    await aside(
      () => killDatabase(world.folder, 'SIGQUIT'),
      () => {
        renameSync(pgFolder, `${pgFolder}.lost`)
        renameSync(backup, pgFolder)
        chmodSync(pgFolder, 0o700)
        rmSync(join(pgFolder, 'postmaster.pid'), { force: true })
      },
    )
    const returned = (await asStranger()) === 200 ? 1 : 0
    if (returned > 0) console.error('[I6] a phone that was signed out after the backup is let in again')
    const stuck = await calm(devices, 120_000)
    await Promise.all(devices.map(device => device.end()))
    const verdict = await judged(folder, ownerUrl, historyOf(devices), devices, [], true)
    const violations = verdict.faults.length + stuck + returned
    const result = {
      acknowledged: acknowledged.length,
      lostByServer: lost,
      missing: verdict.lost,
      doubled: verdict.doubled,
      returned,
      stuck,
      violations,
      assertions: verdict.asserted,
      seed,
    }
    keep('restore', result)
    return { result, held: violations === 0 && lost > 0 }
  } finally {
    for (const device of devices) void device.end()
    if (house) await killHouse(house)
    await stop()
    if (stop !== world.close) await world.close()
  }
}

/** The member of another team who may sign out phones of this one. */
const makeLeader = (url: string, memberId: string, teamId: string) =>
  withConnection(url, client =>
    client.query(
      `INSERT INTO membership (member_id, team_id, role, valid_from, valid_to) VALUES ($1, $2, 'leader', '2025-07-01', NULL)`,
      [memberId, teamId],
    ),
  )
