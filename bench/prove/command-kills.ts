import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Proved, ProveOptions } from '../prove.ts'
import { chance, makeWorld } from '../world.ts'
import { judge } from './checker/judge.ts'
import { startDevice } from './kills-device.ts'
import { dumpOf, uncounted } from './kills-dump.ts'
import {
  type House,
  killBackend,
  killDatabase,
  killHouse,
  restartDatabase,
  startHouse,
} from './kills-house.ts'

const PHONES = 8
const HOMES = 6
const WAYS = ['node', 'postmaster', 'backend', 'immediate'] as const
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))
const lines = (items: readonly unknown[]) => items.map(item => JSON.stringify(item)).join('\n')

/**
 * The product and PostgreSQL with durable commits, phones that push all the time, and a kill at a random moment, again
 * and again. At the end everything unsent goes out, and the judge compares what the phones remember with the tables.
 */
export const prove = async ({ runs, seed }: ProveOptions): Promise<Proved> => {
  const below = chance(seed)
  const folder = mkdtempSync(join(tmpdir(), 'tung-nha-kills-'))
  const data = join(folder, 'product')
  mkdirSync(data)
  const world = await makeWorld(PHONES, HOMES)
  let database = { ownerUrl: world.ownerUrl, stop: world.close }
  let house: House | null = await startHouse(database.ownerUrl, data)
  const devices = world.phones.map((phone, n) =>
    startDevice(phone, () => house?.url ?? null, chance(seed + n)),
  )
  const acknowledged = () =>
    devices.reduce(
      (sum, { history }) => sum + [...history.values()].filter(line => line.acked !== null).length,
      0,
    )
  const kills: Record<string, number> = {}

  const kill = async (way: (typeof WAYS)[number]) => {
    const now = house!
    if (way === 'node') await killHouse(now)
    else if (way === 'backend') {
      if (!killBackend(world.folder)) return
    } else {
      killDatabase(world.folder, way === 'postmaster' ? 'SIGKILL' : 'SIGQUIT')
      await pause(below(300)) // the product goes on for a moment without its database
      await killHouse(now)
    }
    kills[way] = (kills[way] ?? 0) + 1
    if (way === 'backend') return
    house = null
    if (way !== 'node') database = await restartDatabase(world.folder)
    house = await startHouse(database.ownerUrl, data)
  }
  try {
    for (let n = 0; n < runs; n++) {
      await pause(300 + below(1500))
      await kill(WAYS[n % WAYS.length]!)
      console.error(
        `${n + 1} of ${runs} kills (${WAYS[n % WAYS.length]}), ${acknowledged()} visits acknowledged`,
      )
    }
    await pause(500)
    for (const device of devices) device.rest()
    const until = Date.now() + 60_000
    while (Date.now() < until && devices.some(device => device.unsent() > 0)) await pause(100)
    const stuck = devices.reduce((sum, device) => sum + device.unsent(), 0)
    const counted = Date.now() + 90_000
    while (Date.now() < counted && (await uncounted(database.ownerUrl)) > 0) await pause(200)
    const waiting = await uncounted(database.ownerUrl)
    if (waiting > 0) console.error(`${waiting} days are still to be counted`)
    await Promise.all(devices.map(device => device.end()))

    const history = devices.flatMap(device => [...device.history.values()])
    const dump = await dumpOf(database.ownerUrl)
    writeFileSync(join(folder, 'history.jsonl'), lines(history))
    writeFileSync(join(folder, 'dump.jsonl'), lines(dump))
    const { faults, lost, doubled, torn, acknowledged: heard, asserted } = judge(history, dump)
    for (const { rule, message } of faults.slice(0, 20)) console.error(`[${rule}] ${message}`)
    if (stuck > 0) console.error(`[I8] ${stuck} visits were still unsent after a minute of calm`)
    const sent = history.reduce((sum, line) => sum + line.sent, 0)
    console.error(`history and dump: ${folder}`)
    const done = Object.values(kills).reduce((sum, n) => sum + n, 0)
    return {
      result: {
        kills: done,
        acknowledged: heard,
        lost,
        doubled,
        torn,
        stuck,
        faults: faults.length,
        assertions: asserted,
        sent,
        ways: kills,
        seed,
      },
      held: faults.length === 0 && stuck === 0 && heard > 0,
    }
  } finally {
    for (const device of devices) void device.end()
    if (house) await killHouse(house)
    await database.stop()
    if (database.stop !== world.close) await world.close()
  }
}
