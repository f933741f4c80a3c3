/**
 * Pushes through the front door of the running product, PostgreSQL with durable commits, load generator on the same
 * machine: P1 batches, P2 the same rows on bare PostgreSQL, P3 single visits, P5 a pull with nothing new, P7 freshness.
 *
 *   node bench/push.ts --json [seconds of P1] [areas]
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { type PeriodRule, periodOf } from '../model/indicator/period.ts'
import { readBatches, writeBare } from './bare.ts'
import {
  call,
  chance,
  makeWorld,
  now,
  type Phone,
  rank,
  round,
  SEED,
  startProduct,
  today,
  visit,
  type World,
} from './world.ts'

type Pushed = { accepted: number; times: number[]; seconds: number }

/** Keeps `width` pushes of `size` visits under way until the time is up; every answer is counted. */
const pushFor = async (
  url: string,
  phones: Phone[],
  { width, size, seconds }: { width: number; size: number; seconds: number },
  below: (n: number) => number,
): Promise<Pushed> => {
  const times: number[] = []
  let accepted = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (performance.now() - from < seconds * 1000) {
        const phone = phones[below(phones.length)]!
        const ops = Array.from({ length: size }, () => visit(phone, below))
        const { status, ms, text } = await call('POST', `${url}/api/v1/sync/push`, phone.token, {
          deviceNow: now(),
          ops,
        })
        const answers: { result: string }[] = status === 200 ? JSON.parse(text).answers : []
        if (answers.length !== size || answers.some(answer => answer.result !== 'accepted'))
          throw new Error(`push: ${status} ${text.slice(0, 300)}`)
        accepted += size
        times.push(ms)
      }
    }),
  )
  return { accepted, times, seconds: (performance.now() - from) / 1000 }
}

const one = async <T>(url: string, text: string): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return Object.values((await client.query(text)).rows[0])[0] as T
  } finally {
    await client.end()
  }
}

const named = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()

/** The pull of a phone that has everything: the first one fills it, the second is measured. */
const idlePull = async (url: string, phone: Phone, areas: number[]) => {
  const ask = (feeds: object[], scopeHash?: string) =>
    call('POST', `${url}/api/v1/sync/pull`, phone.token, { feeds, ...(scopeHash ? { scopeHash } : {}) })
  let feeds = areas.map(areaId => ({ areaId, revision: 0, chain: '' }))
  let scopeHash: string | undefined
  for (let round = 0; round < 200; round++) {
    const { text, status } = await ask(feeds, scopeHash)
    if (status !== 200) throw new Error(text)
    const told = JSON.parse(text) as {
      scope?: { hash: string }
      feeds: { areaId: number; revision: number; chain: string; more?: true }[]
    }
    scopeHash = told.scope?.hash ?? scopeHash
    const news = new Map(told.feeds.map(feed => [feed.areaId, feed]))
    feeds = feeds.map(feed => {
      const next = news.get(feed.areaId)
      return next ? { areaId: feed.areaId, revision: next.revision, chain: next.chain } : feed
    })
    if (!told.feeds.some(feed => feed.more)) break
  }
  const times: number[] = []
  let answer = 0
  for (let i = 0; i < 30; i++) {
    const { bytes, ms } = await ask(feeds, scopeHash)
    answer = bytes
    times.push(ms)
  }
  return {
    question: Buffer.byteLength(JSON.stringify({ feeds, scopeHash })),
    answer,
    medianMs: round(rank(times, 0.5)),
  }
}

/** From the answer to a push until a GET of the nation's figures shows at least as much, under `rate` ops a second. */
const freshness = async (
  url: string,
  world: World,
  rate: number,
  seconds: number,
  below: (n: number) => number,
) => {
  const month = periodOf(today(), { cutOffDay: 14 } as PeriodRule) // today's own month, which is still open
  const read = async () => {
    const { text, status } = await call(
      'GET',
      `${url}/api/v1/units/1/figures?period=${month}`,
      world.ministry,
    )
    if (status !== 200) throw new Error(text)
    return (
      (JSON.parse(text).figures as { code: string; value: number | null }[]).find(
        figure => figure.code === 'TN02',
      )?.value ?? 0
    )
  }
  const size = 25
  let accepted = 0
  let stop = false
  // What was pushed before may still be counted: the base is taken once it stands still.
  let base = -1
  for (let i = 0, quiet = 0; i < 300 && quiet < 5; i++, await new Promise(done => setTimeout(done, 500))) {
    const value = await read()
    quiet = value === base ? quiet + 1 : 0
    base = value
  }
  const load = (async () => {
    const from = performance.now()
    for (let sent = 0; !stop; sent++) {
      const due = from + (sent * size * 1000) / rate
      if (due > performance.now()) await new Promise(done => setTimeout(done, due - performance.now()))
      const phone = world.phones[below(world.phones.length)]!
      const { status, text } = await call('POST', `${url}/api/v1/sync/push`, phone.token, {
        ops: Array.from({ length: size }, () => visit(phone, below)),
      })
      if (status !== 200) throw new Error(text)
      accepted += size
    }
    return (accepted * 1000) / (performance.now() - from)
  })()
  const waits: number[] = []
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    await new Promise(done => setTimeout(done, 300))
    const [goal, from] = [base + accepted, performance.now()]
    while ((await read()) < goal && performance.now() - from < 30_000)
      await new Promise(done => setTimeout(done, 100))
    waits.push(performance.now() - from)
  }
  stop = true
  return {
    opsPerSecond: Math.round(await load),
    samples: waits.length,
    medianMs: Math.round(rank(waits, 0.5)),
    worstMs: Math.round(Math.max(...waits)),
  }
}

/** All five on one world. */
export const measurePush = async (seconds = 30, areas = 1000) => {
  const below = chance()
  const world = await makeWorld(areas, 20)
  try {
    await one(
      named(world.ownerUrl, 'postgres'),
      `CREATE DATABASE bare TEMPLATE ${new URL(world.ownerUrl).pathname.slice(1)}`,
    ).catch(error => {
      if (!/undefined/.test(String(error))) throw error // a statement without rows
    })
    const data = join(world.folder, 'product')
    mkdirSync(data)
    const product = await startProduct({ DATABASE_URL: world.ownerUrl, DATA_DIR: data, DEMO: 'off' })
    let batches: Pushed, single: Pushed
    const since = now()
    let idle: Record<string, unknown>,
      fresh: Awaited<ReturnType<typeof freshness>>,
      written: number,
      readBack: Awaited<ReturnType<typeof readBatches>>
    try {
      // Freshness first: hundreds of visits to one village on one day, as the next measurements leave them, are no nation.
      fresh = await freshness(product.url, world, 500, 20, below)
      await pushFor(product.url, world.phones, { width: 16, size: 50, seconds: 3 }, below)
      const before = await one<string>(world.ownerUrl, 'SELECT count(*) FROM op')
      const from = now()
      batches = await pushFor(product.url, world.phones, { width: 16, size: 50, seconds }, below)
      written = Number(await one<string>(world.ownerUrl, 'SELECT count(*) FROM op')) - Number(before)
      readBack = await readBatches(world.ownerUrl, from)
      single = await pushFor(product.url, world.phones, { width: 32, size: 1, seconds: 20 }, below)
      const [first] = world.phones
      idle = { 1: await idlePull(product.url, first!, [first!.areaId]) }
      await widen(world, first!, 27)
      idle[27] = await idlePull(
        product.url,
        first!,
        world.phones.slice(0, 27).map(phone => phone.areaId),
      )
    } finally {
      await product.stop()
    }
    const bare = await writeBare(named(world.ownerUrl, 'bare'), readBack, 16, seconds)
    const opsPerSecond = batches.accepted / batches.seconds
    return {
      seed: SEED,
      since,
      P1: {
        opsPerSecond: Math.round(opsPerSecond),
        seconds: round(batches.seconds),
        batch: 50,
        concurrency: 16,
        accepted: batches.accepted,
        lost: batches.accepted - written,
        p50Ms: round(rank(batches.times, 0.5)),
        p99Ms: round(rank(batches.times, 0.99)),
      },
      P2: {
        share: round((opsPerSecond / bare.opsPerSecond) * 100),
        bareOpsPerSecond: Math.round(bare.opsPerSecond),
        rows: bare.ops,
        seconds: round(bare.seconds),
        p99Ms: round(rank(bare.times, 0.99)),
      },
      P3: {
        requestsPerSecond: Math.round(single.accepted / single.seconds),
        concurrency: 32,
        seconds: round(single.seconds),
        p50Ms: round(rank(single.times, 0.5)),
        p99Ms: round(rank(single.times, 0.99)),
      },
      P5: idle,
      P7: fresh,
    }
  } finally {
    await world.close()
  }
}

/** The phone's team serves more areas from now on. */
const widen = async (world: World, phone: Phone, areas: number) => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  await client.query(
    `INSERT INTO team_area (team_id, area_id, valid_from) SELECT $1, area, '2025-07-01' FROM unnest($2::int[]) area ON CONFLICT DO NOTHING`,
    [phone.teamId, world.phones.slice(1, areas).map(other => other.areaId)],
  )
  await client.end()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [seconds, areas] = process.argv
    .slice(2)
    .filter(word => !word.startsWith('--'))
    .map(Number)
  console.log(JSON.stringify(await measurePush(seconds, areas), null, 2))
}
