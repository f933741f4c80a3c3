import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Proved, ProveOptions } from '../prove.ts'
import { type Cells, count } from './cells.ts'
import { isSimulated, MATRIX } from './matrix.ts'
import { keep } from './run.ts'
import { FAULTS, ROWS } from './schedule.ts'

/** What a worker says: how far it is, or the first schedule that broke a rule. */
export type Said =
  | {
      said: 'progress'
      schedules: number
      asserted: number
      saved: number
      cells: Cells
    }
  | { said: 'violation'; schedule: number; seed: number; rule: string; message: string; moves: unknown[] }
export type Task = {
  seed: number
  from: number
  to: number
  step: number
  replay?: { seed: number; moves: unknown[] }
}

const worker = (task: Task, hear: (said: Said) => void) =>
  new Promise<void>((done, fail) => {
    const one = new Worker(new URL('./simulate-worker.ts', import.meta.url), { workerData: task })
    one.on('message', hear)
    one.on('error', fail)
    one.on('exit', () => done())
  })

/** Plays schedules on several threads and says what came of them. */
export const prove = async ({ schedules, seed, workers, replay }: ProveOptions): Promise<Proved> => {
  const told = { schedules: 0, asserted: 0, saved: 0, violations: 0 }
  const cells: Cells = {}
  const from = performance.now()
  let shown = 0
  const hear = (said: Said) => {
    if (said.said === 'violation') {
      told.violations++
      const file = join(mkdtempSync(join(tmpdir(), 'tung-nha-prove-')), 'schedule.json')
      writeFileSync(file, JSON.stringify({ seed: said.seed, moves: said.moves }))
      console.error(
        `\n[${said.rule}] ${said.message}\n  schedule ${said.schedule} of seed ${seed}, shrunk to ${said.moves.length} moves:`,
      )
      for (const move of said.moves) console.error(`    ${JSON.stringify(move)}`)
      console.error(`  npm run prove -- simulate --replay ${file}`)
      return
    }
    told.schedules += said.schedules
    told.asserted += said.asserted
    told.saved += said.saved
    for (const [row, more] of Object.entries(said.cells)) count(cells, row, more)
    if (performance.now() - shown < 5000) return
    shown = performance.now()
    console.error(
      `${told.schedules} of ${schedules} schedules, ${told.violations} violations, ${Math.round((shown - from) / 1000)} s`,
    )
  }
  const again: Task['replay'] = replay && JSON.parse(readFileSync(replay, 'utf8'))
  if (again) {
    await worker({ seed, from: 0, to: 1, step: 1, replay: again }, hear)
  } else {
    const all = Array.from({ length: workers }, (_, n) =>
      worker({ seed, from: n, to: schedules, step: workers }, hear),
    )
    await Promise.all(all)
    console.error('\nschedules with each row of the fault matrix:')
    for (const row of ROWS)
      console.error(`  ${row.padEnd(4)}${String(cells[row]?.['schedules'] ?? 0).padStart(8)}  ${FAULTS[row]}`)
  }
  const { violations, asserted, saved } = told
  const marks = MATRIX.filter(isSimulated).flatMap(({ id, holds }) =>
    holds.map(invariant => cells[id]?.[invariant] ?? 0),
  )
  const seconds = Math.round((performance.now() - from) / 100) / 10
  const result = {
    schedules: told.schedules,
    seed: again?.seed ?? seed,
    violations,
    assertions: asserted,
    ops: saved,
    /** Of the marks of the fault matrix that this run plays, how often the rarest was asserted. */
    leastInACell: Math.min(...marks),
    seconds,
  }
  if (!again) keep('simulate', { ...result, cells })
  return { result, held: violations === 0 && asserted > 0 }
}
