/**
 * Pushes through the front door of the running product, PostgreSQL with durable commits, load generator on the same
 * machine: P1 batches of 50 from many phones, P2 the same rows on bare PostgreSQL.
 *
 *   npm run bench -- push [--seconds 30] [--areas 1000] [--json]
 */
import { pathToFileURL } from 'node:url'
import { measureFreshness } from './freshness.ts'
import {
  areasFor,
  copyBefore,
  load,
  numberOf,
  type Pushed,
  pushBatches,
  tell,
  withProduct,
  writeSame,
} from './pushing.ts'
import { chance, makeWorld, rank, round, SEED } from './world.ts'

type Batches = Awaited<ReturnType<typeof pushBatches>>
type Bare = Awaited<ReturnType<typeof writeSame>>
const rate = ({ accepted, seconds }: Pushed) => accepted / seconds
const shareOf = (batches: Batches, bare: Bare) => round((rate(batches) / bare.opsPerSecond) * 100)

/** P1 and P2 alone: the closing line of the command. */
export const measureBatches = async (seconds: number, areas: number) => {
  tell(`making a world of ${areas} areas`)
  const world = await makeWorld(areas, 20)
  try {
    await copyBefore(world)
    const batches = await withProduct(world, product => pushBatches(world, product, seconds, chance()))
    const bare = await writeSame(world, batches, { seconds })
    return {
      opsPerSecond: Math.round(rate(batches)),
      requestsPerSecond: Math.round(batches.times.length / batches.seconds),
      p50ms: round(rank(batches.times, 0.5)),
      p99ms: round(rank(batches.times, 0.99)),
      shareOfBare: shareOf(batches, bare),
      lost: batches.lost,
      bareOpsPerSecond: Math.round(bare.opsPerSecond),
      accepted: batches.accepted,
      seconds: round(batches.seconds),
      cpuMicrosPerOp: batches.cpuMicros,
      load: load(),
      seed: SEED,
    }
  } finally {
    await world.close()
  }
}

/** P1, P2 and P7 on one world, for docs/figures.md. */
export const measurePush = async (seconds = 30, areas = areasFor(seconds)) => {
  const below = chance()
  const world = await makeWorld(areas, 20)
  try {
    await copyBefore(world)
    const measured = await withProduct(world, async product => {
      // Freshness first: hundreds of visits to one village on one day, as the next measurements leave them, are no nation.
      const fresh = await measureFreshness(product, world, { rate: 500, seconds: 20 }, below)
      const batches = await pushBatches(world, product, seconds, below)
      return { fresh, batches }
    })
    const { batches } = measured
    const bare = await writeSame(world, batches, { seconds })
    return {
      seed: SEED,
      since: batches.from,
      P1: {
        opsPerSecond: Math.round(rate(batches)),
        seconds: round(batches.seconds),
        batch: batches.batch,
        concurrency: batches.width,
        accepted: batches.accepted,
        lost: batches.lost,
        p50Ms: round(rank(batches.times, 0.5)),
        p99Ms: round(rank(batches.times, 0.99)),
        cpuMicros: batches.cpuMicros,
      },
      P2: {
        share: shareOf(batches, bare),
        bareOpsPerSecond: Math.round(bare.opsPerSecond),
        rows: bare.ops,
        seconds: round(bare.seconds),
        p99Ms: round(rank(bare.times, 0.99)),
      },
      P7: measured.fresh,
    }
  } finally {
    await world.close()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const words = process.argv.slice(2)
  const seconds = numberOf(words, 'seconds', 30)
  console.log(JSON.stringify(await measureBatches(seconds, numberOf(words, 'areas', areasFor(seconds)))))
}
