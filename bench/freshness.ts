import { type PeriodRule, periodOf } from '../model/indicator/period.ts'
import { one, type Product } from './pushing.ts'
import { call, rank, today, visit, type World } from './world.ts'

/** P7: from the answer to a push until a GET of the nation's figures shows at least as much, under `rate` ops a second. */
export const measureFreshness = async (
  { url }: Product,
  world: World,
  { rate, seconds }: { rate: number; seconds: number },
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
  // What was pushed before is counted first: how long a backlog takes is another question.
  const marks = () => one<number>(world.ownerUrl, 'SELECT count(*)::int FROM dirty')
  while ((await marks()) > 0) await new Promise(done => setTimeout(done, 500))
  const base = await read()
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
