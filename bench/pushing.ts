import { mkdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { withConnection } from '../server/postgres/connection.ts'
import { readBatches, writeBare } from './bare.ts'
import { cpuSeconds, postmasterOf } from './cpu.ts'
import { call, now, type Phone, rank, round, startProduct, visit, type World } from './world.ts'

/** Where the product is asked, and what its processes have used so far. */
export type Product = { url: string; cpu: () => { server: number; database: number } }

/** Runs the product on a world's database for as long as `work` takes, as `npm start` runs it. */
export const withProduct = async <T>(world: World, work: (product: Product) => Promise<T>): Promise<T> => {
  const data = join(world.folder, 'product')
  mkdirSync(data, { recursive: true })
  const product = await startProduct({ DATABASE_URL: world.ownerUrl, DATA_DIR: data, DEMO: 'off' })
  const postmaster = postmasterOf(join(world.folder, 'pg'))
  try {
    return await work({
      url: product.url,
      cpu: () => ({ server: cpuSeconds(product.pid), database: cpuSeconds(postmaster) }),
    })
  } finally {
    await product.stop()
  }
}

/** What is under way, for whoever waits. Standard output belongs to the result. */
export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

export const load = (): number => round(loadavg()[0]!)

export type Pushed = {
  accepted: number
  times: number[]
  seconds: number
  /** Microseconds of CPU an op: of the server, of PostgreSQL, and of what makes the load. */
  cpuMicros: { server: number; database: number; load: number }
}

/** `make`: what is pushed, a short visit unless told. */
export type Pushes = {
  width: number
  size: number
  seconds: number
  make?: (phone: Phone, below: (n: number) => number) => ReturnType<typeof visit>
}

/** Keeps `width` pushes of `size` visits under way until the time is up; every answer is counted. */
export const pushFor = async (
  { url, cpu }: Product,
  phones: Phone[],
  { width, size, seconds, make = visit }: Pushes,
  below: (n: number) => number,
): Promise<Pushed> => {
  const times: number[] = []
  let accepted = 0
  const from = performance.now()
  const [cpuBefore, ownBefore] = [cpu(), process.cpuUsage()]
  const ticker = setInterval(() => {
    const passed = (performance.now() - from) / 1000
    tell(`${Math.round(passed)} of ${seconds} s, ${Math.round(accepted / passed)} ops/s, load ${load()}`)
  }, 5000)
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (performance.now() - from < seconds * 1000) {
        const phone = phones[below(phones.length)]!
        const ops = Array.from({ length: size }, () => make(phone, below))
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
  clearInterval(ticker)
  const [cpuAfter, own] = [cpu(), process.cpuUsage(ownBefore)]
  const micros = (seconds: number) => Math.round((seconds * 1e6) / accepted)
  return {
    accepted,
    times,
    seconds: (performance.now() - from) / 1000,
    cpuMicros: {
      server: micros(cpuAfter.server - cpuBefore.server),
      database: micros(cpuAfter.database - cpuBefore.database),
      load: micros((own.user + own.system) / 1e6),
    },
  }
}

/** The one value of a query. */
export const one = <T>(url: string, text: string): Promise<T> =>
  withConnection(url, async client => Object.values((await client.query(text)).rows[0])[0] as T)

/** The same server's database of another name. */
export const named = (url: string, name: string) =>
  Object.assign(new URL(url), { pathname: `/${name}` }).toString()

const WIDTH = 16
const BATCH = 50

/** A copy of the database as it is before anything was pushed, for the bare half of P2. */
export const copyBefore = (world: World): Promise<void> =>
  one(
    named(world.ownerUrl, 'postgres'),
    `CREATE DATABASE bare TEMPLATE ${new URL(world.ownerUrl).pathname.slice(1)}`,
  ).then(
    () => {},
    error => {
      if (!/undefined/.test(String(error))) throw error // a statement without rows
    },
  )

/** P1: batches from many phones, and what of them lies in the ledger afterwards. */
export const pushBatches = async (
  world: World,
  product: Product,
  seconds: number,
  below: (n: number) => number,
) => {
  await pushFor(product, world.phones, { width: WIDTH, size: BATCH, seconds: 3 }, below)
  const before = Number(await one<string>(world.ownerUrl, 'SELECT count(*) FROM op'))
  const from = now()
  const pushed = await pushFor(product, world.phones, { width: WIDTH, size: BATCH, seconds }, below)
  const to = now()
  const after = Number(await one<string>(world.ownerUrl, 'SELECT count(*) FROM op'))
  tell('reading back what was accepted')
  return { ...pushed, batch: BATCH, width: WIDTH, lost: pushed.accepted - (after - before), from, to }
}

/** Of a long run PostgreSQL alone writes the last of it again: people are read back as they are at the end. */
const BARE_MS = 30_000

/** The same rows written by PostgreSQL alone, the product stopped, as many at once and for at most as long. */
export const writeSame = async (
  world: World,
  when: { from: string; to: string },
  { seconds, width = WIDTH }: { seconds: number; width?: number },
) => {
  const last = new Date(Date.parse(when.to) - BARE_MS).toISOString()
  const batches = await readBatches(world.ownerUrl, {
    from: when.from > last ? when.from : last,
    to: when.to,
  })
  tell('writing the same rows to bare PostgreSQL')
  return writeBare(named(world.ownerUrl, 'bare'), batches, width, seconds)
}

/** Areas for a run: as many as let nobody be visited more than a few times in it, and at least a thousand. */
export const areasFor = (seconds: number): number => Math.max(1000, Math.round(seconds * 12.5))

/** Numbers behind words of the command line: `--seconds 30`. */
export const numberOf = (words: readonly string[], name: string, fallback: number): number => {
  const given = Number(words[words.indexOf(`--${name}`) + 1])
  return words.includes(`--${name}`) && Number.isFinite(given) ? given : fallback
}
