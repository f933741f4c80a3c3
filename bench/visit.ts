/**
 * P3: pushes of one visit each, through the front door, durable commits, load generator on the same machine; the shape
 * in which ODK Central was measured: about 1 kB and 22 fields a visit, a closed loop, 1, 8 and 32 at once, about 20,000
 * of the last in a row. Then the same rows on bare PostgreSQL, in the same run.
 *
 *   npm run bench -- visit [--seconds 20] [--areas 1000] [--json]
 */
import { pathToFileURL } from 'node:url'
import { copyBefore, load, numberOf, one, pushFor, tell, withProduct, writeSame } from './pushing.ts'
import { chance, makeWorld, now, type Phone, rank, round, SEED, visit } from './world.ts'

const WIDTH = 32

/** A visit as a member writes it who takes the time: three skills, what was hard, the papers done, a note. */
const fullVisit = (phone: Phone, below: (n: number) => number) =>
  visit(
    phone,
    below,
    {
      difficulties: ['afraid'],
      dossiers: { self: 0, selfGuided: 1, behalf: 0 },
      note: 'Bác đã tự quét mã để trả tiền điện và xem lại được biên lai; còn ngại nhập mã gửi về máy. Hẹn tuần sau sang xem lại phần gọi điện lạ và gửi ảnh phiếu cho con.',
    },
    ['pay.qr', 'safe.otp', 'service.vneid'].map(skill => ({ skill, level: 1 + below(3) })),
  )

const told = ({ accepted, seconds, times }: Awaited<ReturnType<typeof pushFor>>) => ({
  requestsPerSecond: Math.round(accepted / seconds),
  p50ms: round(rank(times, 0.5)),
  p99ms: round(rank(times, 0.99)),
})

export const measureVisits = async (seconds = 20, areas = 1000) => {
  tell(`making a world of ${areas} areas`)
  const world = await makeWorld(areas, 20)
  try {
    await copyBefore(world)
    const below = chance()
    const count = async (table: string) =>
      Number(await one<string>(world.ownerUrl, `SELECT count(*) FROM ${table}`))
    const measured = await withProduct(world, async product => {
      const push = (width: number, seconds: number) =>
        pushFor(product, world.phones, { width, size: 1, seconds, make: fullVisit }, below)
      await push(WIDTH, 3)
      const fewer = { 1: told(await push(1, 5)), 8: told(await push(8, 5)) }
      const [before, from] = [await count('op'), now()]
      const pushed = await push(WIDTH, seconds)
      const to = now()
      const ended = performance.now()
      while ((await count('dirty')) > 0) await new Promise(done => setTimeout(done, 50))
      const countedMs = Math.round(performance.now() - ended)
      return { fewer, pushed, from, to, countedMs, lost: pushed.accepted - ((await count('op')) - before) }
    })
    const { fewer, pushed, countedMs, lost } = measured
    const bare = await writeSame(world, measured, { seconds, width: WIDTH })
    return {
      opsPerSecond: told(pushed).requestsPerSecond,
      ...told(pushed),
      shareOfBare: round((pushed.accepted / pushed.seconds / bare.opsPerSecond) * 100),
      lost,
      accepted: pushed.accepted,
      seconds: round(pushed.seconds),
      bytes: Buffer.byteLength(JSON.stringify(fullVisit(world.phones[0]!, below))),
      bareRequestsPerSecond: Math.round(bare.opsPerSecond),
      countedMs,
      at: fewer,
      cpuMicrosPerOp: pushed.cpuMicros,
      load: load(),
      seed: SEED,
    }
  } finally {
    await world.close()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const words = process.argv.slice(2)
  console.log(
    JSON.stringify(await measureVisits(numberOf(words, 'seconds', 20), numberOf(words, 'areas', 1000))),
  )
}
