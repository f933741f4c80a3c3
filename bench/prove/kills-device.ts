import { call, now, type Phone, visit } from '../world.ts'
import type { HistoryLine } from './checker/judge.ts'

const BATCH = 10
const TIMEOUT_MS = 8000
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

type Op = ReturnType<typeof visit>
type Answer = { id: string; result: string; stamp?: string }

/** A phone over HTTP: saves visits, sends the oldest, and sends the same again until it hears of them. */
export const startDevice = (phone: Phone, url: () => string | null, below: (n: number) => number) => {
  const outbox: Op[] = []
  const history = new Map<string, HistoryLine>()
  let recording = true
  let ended = false

  const save = () => {
    const op = visit(phone, below)
    outbox.push(op)
    history.set(op.id, {
      op: op.id,
      area: phone.areaId,
      device: phone.deviceId,
      seq: op.seq,
      kind: op.kind,
      saved: now(),
      sent: 0,
      acked: null,
      stamp: null,
      refused: false,
    })
  }
  const send = async (): Promise<boolean> => {
    const to = url()
    if (to === null || outbox.length === 0) return false
    const ops = outbox.slice(0, BATCH)
    for (const op of ops) history.get(op.id)!.sent++
    const asked = () => call('POST', `${to}/api/v1/sync/push`, phone.token, { deviceNow: now(), ops })
    // Now and then the same push goes out twice at once, as two tabs would send it.
    const [reply] = await Promise.all(below(8) === 0 ? [asked(), asked().catch(() => null)] : [asked()])
    if (reply.status !== 200) return false
    for (const { id, result, stamp = null } of (JSON.parse(reply.text) as { answers: Answer[] }).answers) {
      const line = history.get(id)!
      line.acked ??= now()
      line.stamp ??= stamp
      line.refused = result === 'refused'
      const at = outbox.findIndex(op => op.id === id)
      if (at >= 0) outbox.splice(at, 1)
    }
    return true
  }
  const life = (async () => {
    while (!ended) {
      if (recording && outbox.length < 60) for (let i = 1 + below(4); i > 0; i--) save()
      const sent = await Promise.race([send().catch(() => false), pause(TIMEOUT_MS).then(() => false)])
      await pause(sent ? below(20) : 100 + below(200))
    }
  })()
  return {
    history,
    unsent: () => outbox.length,
    /** No more visits; what is unsent still goes out. */
    rest: () => {
      recording = false
    },
    end: () => {
      ended = true
      return life
    },
  }
}
