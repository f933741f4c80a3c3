import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openConnection } from '@tung-nha/server/postgres/connection.ts'
import type { Proved, ProveOptions } from '../prove.ts'
import { chance, makeWorld } from '../world.ts'
import { calm, startDevice } from './device.ts'
import { freezeDatabase, type House, killHouse, restartDatabase, startHouse, stopHouse } from './house.ts'
import { historyOf, judged, keep, newRunFolder } from './run.ts'

const PHONES = 4
const HOMES = 10
/** Of the small disk; PostgreSQL alone takes about half of it. */
const DISK_MB = 260
/** What is left on it when it is made full. */
const LEFT_BYTES = 2_000_000
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/** What stands in the way of a scenario, for the time it takes. */
type Scene = {
  folder: string
  data: string
  disk: string
  database: { ownerUrl: string; stop: () => Promise<void> }
  house: House | null
}
type Scenario = { row: string; what: string; play: (scene: Scene) => Promise<void> }

const restart = async (scene: Scene): Promise<void> => {
  scene.house = await startHouse(scene.database.ownerUrl, scene.data)
}

const SCENARIOS: Scenario[] = [
  {
    row: 'S5',
    what: 'the database stands still for five seconds',
    play: scene => freezeDatabase(scene.folder, 5000),
  },
  {
    row: 'S5',
    what: 'the server stands still for three seconds',
    play: async ({ house }) => {
      house!.child.kill('SIGSTOP')
      await pause(3000)
      house!.child.kill('SIGCONT')
    },
  },
  {
    row: 'S6',
    what: 'the server is restarted in the middle of its work, as for a new release',
    play: async scene => {
      const code = await stopHouse(scene.house!)
      scene.house = null
      if (code !== 0) throw new Error(`the product ended with ${code} when it was asked to stop`)
      await restart(scene)
    },
  },
  {
    row: 'S7',
    what: 'a table gets a column while somebody reads it for seconds',
    play: async ({ database }) => {
      const reader = await openConnection(database.ownerUrl)
      const owner = await openConnection(database.ownerUrl)
      await reader.query('BEGIN')
      await reader.query('SELECT count(*) FROM op')
      const change = async (what: string) => {
        for (;;)
          try {
            await owner.query(`SET lock_timeout = '500ms'`)
            return await owner.query(`ALTER TABLE op ${what}`)
          } catch {
            await pause(200) // never in the way for longer than the timeout
          }
      }
      const changed = change('ADD COLUMN of_tomorrow int')
      await pause(2000)
      await reader.query('COMMIT')
      await changed
      await change('DROP COLUMN of_tomorrow')
      await reader.end()
      await owner.end()
    },
  },
  {
    row: 'S4',
    what: 'the disk is full, and has room again after a while',
    play: async scene => {
      const ballast = join(scene.disk, 'ballast')
      const { bavail, bsize } = statfsSync(scene.disk)
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - LEFT_BYTES)))
      await pause(4000)
      rmSync(ballast)
      // Where the log itself did not fit PostgreSQL ends; it comes back like after a power cut.
      await killHouse(scene.house!)
      scene.house = null
      scene.database = await restartDatabase(scene.folder)
      await restart(scene)
    },
  },
]

/** A disk of its own that is small enough to be filled; needs the right to mount. */
const smallDisk = (): { disk: string; free: () => void } => {
  const disk = mkdtempSync(join(tmpdir(), 'tung-nha-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=0755`, 'tmpfs', disk])
  return {
    disk,
    free: () => {
      execFileSync('umount', ['-l', disk])
      rmSync(disk, { recursive: true, force: true })
    },
  }
}

/** The product and PostgreSQL through outages that are no kills, with phones that push all the time. */
export const prove = async ({ runs, seed, only }: ProveOptions): Promise<Proved> => {
  const below = chance(seed)
  const folder = newRunFolder('outages')
  const data = join(folder, 'product')
  mkdirSync(data)
  const { disk, free } = smallDisk()
  const world = await makeWorld(PHONES, HOMES, disk)
  const scene: Scene = {
    folder: world.folder,
    data,
    disk,
    database: { ownerUrl: world.ownerUrl, stop: world.close },
    house: null,
  }
  const devices = world.phones.map((phone, n) =>
    startDevice({
      phone,
      url: () => scene.house?.url ?? null,
      below: chance(seed + n),
      timeoutMs: 2000,
      burst: 5,
    }),
  )
  const played: Record<string, number> = {}
  const chosen = SCENARIOS.filter(({ row, what }) => !only || row === only || what.includes(only))
  try {
    await restart(scene)
    for (let n = 0; n < runs; n++) {
      const { row, what, play } = chosen[n % chosen.length]!
      await pause(300 + below(1000))
      await play(scene)
      played[row] = (played[row] ?? 0) + 1
      for (const device of devices) device.wake()
      console.error(`${n + 1} of ${runs} [${row}] ${what}`)
      await pause(1000)
    }
    const stuck = await calm(devices, 60_000)
    if (stuck > 0) console.error(`[I8] ${stuck} changes were still unsent after a minute of calm`)
    await Promise.all(devices.map(device => device.end()))
    const verdict = await judged(folder, scene.database.ownerUrl, devices, {
      history: historyOf(devices),
    })
    const { faults, lost, doubled, torn, acknowledged, asserted } = verdict
    const violations = faults.length + stuck
    const result = {
      outages: runs,
      acknowledged,
      lost,
      doubled,
      torn,
      stuck,
      violations,
      assertions: asserted,
      played,
      seed,
    }
    keep('outages', result)
    return { result, held: violations === 0 && acknowledged > 0 }
  } finally {
    for (const device of devices) void device.end()
    if (scene.house) await killHouse(scene.house)
    await scene.database.stop()
    if (scene.database.stop !== world.close) await world.close()
    free()
  }
}
