import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Proved, ProveOptions } from '../prove.ts'
import { chance, makeWorld } from '../world.ts'
import { newBrowserPhone } from './browser-phone.ts'
import { calm, startDevice } from './device.ts'
import {
  freePort,
  type House,
  killBackend,
  killDatabase,
  killHouse,
  restartDatabase,
  startHouse,
} from './house.ts'
import { historyOf, judged, keep, newRunFolder } from './run.ts'

const PHONES = 8
const HOMES = 40
/** In the proportion of 500 of the server, 200 of the database and 700 of the browser. */
const TURNS = ['browser', 'node', 'browser', 'node', 'browser', 'database', 'browser', 'node'] as const
const WAYS = [...TURNS, 'browser', 'node', 'browser', 'database', 'browser', 'node'] as const
const DATABASE_WAYS = ['postmaster', 'backend', 'immediate'] as const
/** Kills in one world: then it is judged and a new one begins, so that a long run needs no more memory than a short one. */
const ROUND = 70
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

const none = () => ({
  kills: 0,
  acknowledged: 0,
  lost: 0,
  doubled: 0,
  torn: 0,
  stuck: 0,
  /** Changes that only the ledger holds any more: see browser-phone.ts. */
  forgotten: 0,
  faults: 0,
  compared: 0,
  differ: 0,
  assertions: 0,
})

/**
 * The product and PostgreSQL with durable commits, phones that push all the time, one of them in a real Chromium, and a
 * kill at a random moment, again and again. At the end everything unsent goes out, and the judge compares what the
 * phones remember with the tables.
 */
export const prove = async ({ runs, seed }: ProveOptions): Promise<Proved> => {
  const from = Date.now()
  const total = none()
  const ways: Record<string, number> = {}
  for (let done = 0, round = 0; done < runs; done += ROUND, round++) {
    const result = await playRound(Math.min(ROUND, runs - done), done, runs, seed + round, ways)
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += result[key]
  }
  const result = { ...total, ways, seconds: Math.round((Date.now() - from) / 1000), seed }
  keep('kills', result)
  const { lost, doubled, torn, stuck, faults, acknowledged } = total
  return { result, held: lost + doubled + torn + stuck + faults === 0 && acknowledged > 0 }
}

const playRound = async (
  kills: number,
  before: number,
  runs: number,
  seed: number,
  ways: Record<string, number>,
) => {
  const below = chance(seed)
  const folder = newRunFolder('kills')
  const data = join(folder, 'product')
  mkdirSync(data)
  const world = await makeWorld(PHONES + 1, HOMES)
  const port = await freePort()
  let database = { ownerUrl: world.ownerUrl, stop: world.close }
  let house: House | null = await startHouse(database.ownerUrl, data, port)
  const url = house.url
  const devices = world.phones
    .slice(0, PHONES)
    .map((phone, n) => startDevice({ phone, url: () => house?.url ?? null, below: chance(seed + n) }))
  const profile = join(folder, 'chromium')
  const browser = newBrowserPhone(world.phones[PHONES]!, url, profile, chance(seed + PHONES))
  const acknowledged = () =>
    [...devices, browser].reduce(
      (sum, { history }) => sum + [...history.values()].filter(line => line.acked !== null).length,
      0,
    )

  /** Ends something at once and brings it back; says what it was. */
  const kill = async (turn: (typeof WAYS)[number]): Promise<string> => {
    if (turn === 'browser') {
      await browser.workUntilKilled(1200)
      await browser.open()
      return turn
    }
    await pause(100 + below(900))
    const way = turn === 'node' ? turn : DATABASE_WAYS[below(3)]!
    if (way === 'backend' && killBackend(world.folder)) {
      for (const device of devices) device.wake()
      return way
    }
    if (way === 'node') await killHouse(house!)
    else {
      killDatabase(world.folder, way === 'immediate' ? 'SIGQUIT' : 'SIGKILL')
      await pause(below(300)) // the product goes on for a moment without its database
      await killHouse(house!)
    }
    house = null
    if (way !== 'node') database = await restartDatabase(world.folder)
    house = await startHouse(database.ownerUrl, data, port)
    for (const device of devices) device.wake()
    return way === 'backend' ? 'postmaster' : way
  }
  const began = performance.now()
  const seconds = () => Math.round((performance.now() - began) / 1000)
  try {
    await browser.open()
    for (let n = 0; n < kills; n++) {
      const way = await kill(WAYS[(before + n) % WAYS.length]!)
      ways[way] = (ways[way] ?? 0) + 1
      console.error(
        `${before + n + 1} of ${runs} kills (${way}), ${acknowledged()} acknowledged in this world, ${seconds()} s`,
      )
    }
    await pause(500)
    const stuck = (await calm(devices, 60_000)) + (await browser.calm(60_000))
    if (stuck > 0) console.error(`[I8] ${stuck} changes were still unsent after a minute of calm`)
    await Promise.all(devices.map(device => device.end()))
    const history = [...historyOf(devices), ...browser.history.values()]
    const views = [await browser.view()]
    const verdict = await judged(folder, database.ownerUrl, devices, { history, views })
    for (const { rule, message } of browser.wrong.slice(0, 20)) console.error(`[${rule}] ${message}`)
    return {
      kills,
      acknowledged: verdict.acknowledged,
      lost: verdict.lost,
      doubled: verdict.doubled,
      torn: verdict.torn + browser.wrong.length,
      forgotten: browser.forgotten.size,
      stuck,
      faults: verdict.faults.length,
      compared: verdict.compared,
      differ: verdict.differ,
      assertions: verdict.asserted + browser.asserted(),
    }
  } finally {
    for (const device of devices) void device.end()
    await browser.close()
    if (house) await killHouse(house)
    await database.stop()
    if (database.stop !== world.close) await world.close()
  }
}
