/**
 * P3: pushes of one visit each at concurrency 32, through the front door, durable commits, load generator on the same
 * machine.
 *
 *   npm run bench -- visit [--seconds 20] [--areas 1000] [--json]
 */
import { load, numberOf, one, pushFor, pushVisits, tell, withProduct } from './pushing.ts'
import { chance, makeWorld, SEED } from './world.ts'

const words = process.argv.slice(2)
const areas = numberOf(words, 'areas', 1000)
tell(`making a world of ${areas} areas`)
const world = await makeWorld(areas, 20)
try {
  const below = chance()
  const count = async () => Number(await one<string>(world.ownerUrl, 'SELECT count(*) FROM op'))
  const { requestsPerSecond, seconds, p50Ms, p99Ms, cpuMicros, lost } = await withProduct(
    world,
    async product => {
      await pushFor(product, world.phones, { width: 32, size: 1, seconds: 3 }, below)
      const before = await count()
      const visits = await pushVisits(world, product, numberOf(words, 'seconds', 20), below)
      return { ...visits, lost: visits.accepted - ((await count()) - before) }
    },
  )
  console.log(
    JSON.stringify({
      opsPerSecond: requestsPerSecond,
      requestsPerSecond,
      p50ms: p50Ms,
      p99ms: p99Ms,
      lost,
      seconds,
      cpuMicrosPerOp: cpuMicros,
      load: load(),
      seed: SEED,
    }),
  )
} finally {
  await world.close()
}
