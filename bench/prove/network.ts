import { openConnection, withConnection } from '@tung-nha/server/postgres/connection.ts'
import { call, chance, now, type Phone } from '../world.ts'
import { calm, startDevice } from './device.ts'
import { FATES, sendCut, startProxy } from './proxy.ts'
import { historyOf, judged } from './run.ts'
import { workOf } from './work.ts'

/** After this long a phone gives a request up: short, so that many fates fit into a run. */
const TIMEOUT_MS = 600
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/** A server that answers at `url`, its database, and phones that belong to it. */
export type Stage = { folder: string; ownerUrl: string; phones: Phone[]; url: string }

/**
 * The real server and the real database behind a network that loses, cuts, doubles, delays and garbles; now and then
 * a phone is cut off wholly and later released, and connections and locks of the database are taken away.
 * @param cutEvery pushes are cut after every so many bytes
 */
export const playNetwork = async (
  { folder, ownerUrl, phones, url }: Stage,
  { seconds, seed, cutEvery }: { seconds: number; seed: number; cutEvery: number },
) => {
  const below = chance(seed)
  const clogged = new Set<string>()
  let healed = false
  const choose = (token: string) => {
    if (healed) return 'through'
    if (clogged.has(token)) return 'lostRequest'
    return below(3) === 0 ? 'through' : FATES[below(FATES.length)]!
  }
  const proxy = await startProxy(() => url, choose, below, TIMEOUT_MS)
  const devices = phones.map((phone, n) =>
    startDevice({ phone, url: () => proxy.url, below: chance(seed + n), timeoutMs: TIMEOUT_MS, burst: 6 }),
  )
  const trouble = await troubleOf(ownerUrl, below)
  try {
    const end = Date.now() + seconds * 1000
    let told = Date.now()
    while (Date.now() < end) {
      await pause(200)
      for (const device of devices) device.wake()
      // Swizzle-clog: cut off one by one, released in another order.
      const token = `Bearer ${phones[below(phones.length)]!.token}`
      if (below(4) === 0) clogged.add(token)
      else if (below(3) === 0) clogged.delete(token)
      await trouble.one()
      if (Date.now() - told < 5000) continue
      told = Date.now()
      console.error(`${Math.round((end - told) / 1000)} s left, ${JSON.stringify(proxy.met)}`)
    }
    healed = true
    for (const device of devices) device.rest()
    await trouble.end()
    await proxy.settled()
    const stuck = await calm(devices, 30_000)
    if (stuck > 0) console.error(`[I8] ${stuck} changes were unsent 30 seconds after the faults had stopped`)
    await Promise.all(devices.map(device => device.end()))
    const cuts = await sweepCuts(url, ownerUrl, phones[0]!, below, cutEvery)
    const verdict = await judged(folder, ownerUrl, devices, { history: historyOf(devices) })
    const { faults, lost, doubled, torn, acknowledged, asserted, compared, differ } = verdict
    return {
      requests: Object.values(proxy.met).reduce((sum, n) => sum + n, 0),
      cuts: cuts.sent,
      acknowledged,
      lost,
      doubled,
      torn,
      stuck,
      compared,
      differ,
      violations: faults.length + stuck + cuts.wrong,
      assertions: asserted + cuts.sent,
      fates: proxy.met,
      database: trouble.done,
      seed,
    }
  } finally {
    for (const device of devices) void device.end()
    await trouble.end()
    await proxy.close()
  }
}

/** Takes connections and locks away from the product, one thing at a time. */
const troubleOf = async (url: string, below: (n: number) => number) => {
  const done = { terminated: 0, locked: 0 }
  const client = await openConnection(url)
  let ended: Promise<void> | undefined
  const one = async () => {
    const what = below(8)
    if (what === 0) {
      const { rowCount } = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename <> current_user
         ORDER BY random() LIMIT 1`,
      )
      done.terminated += rowCount ?? 0
    }
    if (what === 1) {
      // Whoever pushes waits for the counter rows, longer than a phone does.
      await client.query('BEGIN')
      await client.query('SELECT 1 FROM area_feed FOR UPDATE')
      await pause(TIMEOUT_MS + below(TIMEOUT_MS))
      await client.query('ROLLBACK')
      done.locked++
    }
  }
  const end = () => {
    ended ??= client.end()
    return ended
  }
  return { one, end, done }
}

/** A push that ends after byte N, for every `step`-th N: nothing of it may be taken, and the server must go on. */
const sweepCuts = async (
  url: string,
  ownerUrl: string,
  phone: Phone,
  below: (n: number) => number,
  step: number,
) => {
  const ops = () =>
    withConnection(
      ownerUrl,
      async client => (await client.query('SELECT count(*)::int AS n FROM op')).rows[0].n as number,
    )
  const before = await ops()
  let sent = 0
  for (let which = 0; which < 3; which++) {
    const op = {
      id: `0190${String(which).padStart(4, '0')}-0000-7000-8000-000000000000`,
      areaId: phone.areaId,
      deviceId: phone.deviceId,
      seq: 1_000_000 + which,
      actorId: phone.memberId,
      deviceAt: now(),
      ...workOf(phone, below),
    }
    const body = Buffer.from(JSON.stringify({ deviceNow: now(), ops: [op] }))
    const asked = {
      method: 'POST',
      url: '/api/v1/sync/push',
      headers: { authorization: `Bearer ${phone.token}` },
    }
    for (let bytes = 0; bytes < body.length; bytes += step, sent++) await sendCut(url, asked, body, bytes)
  }
  await pause(300)
  const after = await ops()
  const { status } = await call('GET', `${url}/api/v1/health`, phone.token)
  const wrong = (after === before ? 0 : 1) + (status === 200 ? 0 : 1)
  if (wrong > 0)
    console.error(`[I2] cut pushes left ${after - before} ops, and the server answers with ${status}`)
  return { sent, wrong }
}
