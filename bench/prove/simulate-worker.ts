import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import './world/hooks.ts'
import { type Cells, count } from './cells.ts'
import type { Said, Task } from './command-simulate.ts'
import type { Drawn } from './schedule.ts'

// Loaded after the hooks stand, so that the server's modules find the stand-ins.
const { simulate } = await import('./simulate.ts')
const { scheduleOf } = await import('./schedule.ts')
const { seedOf } = await import('./chance.ts')
const { shrink } = await import('./shrink.ts')

const task = workerData as Task
const say = (said: Said) => parentPort!.postMessage(said)
/** After this many violations a thread stops: more of the same tell nothing new. */
const MOST = 3
const BEAT = 100

// Faults that the server tells its log are expected here by the thousand.
console.error = () => {}

const none = () => ({ schedules: 0, asserted: 0, saved: 0, cells: {} as Cells })
let progress = none()
const beat = () => {
  say({ said: 'progress', ...progress })
  progress = none()
}

let broken = 0
const play = async (schedule: number, moves: Drawn[], seed: number) => {
  const { asserted, saved, rows, rules, violation } = await simulate(moves, seed)
  if (schedule >= 0) progress.schedules++ // those that are kept come on top
  progress.asserted += asserted
  progress.saved += saved
  for (const row of rows) count(progress.cells, row, { schedules: 1, ...rules })
  if (progress.schedules >= BEAT) beat()
  if (!violation) return
  broken++
  const small = task.replay ? moves : await shrink(moves, seed, violation.rule)
  say({ said: 'violation', schedule, seed, ...violation, moves: small })
}

/** Schedules that once broke a promise are played for ever, by the first thread. */
const playKept = async () => {
  const folder = join(import.meta.dirname, 'kept')
  for (const name of readdirSync(folder)) {
    const { seed, moves } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    await play(-1, moves, seed)
  }
}

if (task.from === 0 && !task.replay) await playKept()
if (task.replay) await play(0, task.replay.moves as Drawn[], task.replay.seed)
else
  for (let n = task.from; n < task.to && broken < MOST; n += task.step) {
    const seed = seedOf(task.seed, n)
    await play(n, scheduleOf(seed), seed)
  }
beat()
