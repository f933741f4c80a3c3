import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

// In a process of its own, where the stand-ins of the simulator take the place of the server's queries.
test('[I1 to I10] 10,000 schedules of faults break no promise', { timeout: 600_000 }, async () => {
  // One commit gets one verdict. New seeds are tried by `npm run prove -- simulate`; what fails there is kept and played here.
  const seed = process.env['SEED'] ?? '20261122'
  const schedules = process.env['SCHEDULES'] ?? '10000'
  const script = join(import.meta.dirname, '..', 'prove.ts')
  const args = [script, 'simulate', '--schedules', schedules, '--seed', seed, '--json']
  const { stdout, stderr } = await run(process.execPath, args, { maxBuffer: 1e7 }).catch(failed => failed)
  const { violations, assertions, leastInACell } = JSON.parse(stdout)
  expect(violations, stderr).toBe(0)
  expect(assertions).toBeGreaterThan(100 * Number(schedules))
  // Every mark of the fault matrix that is played here, a thousand times in 10,000 schedules.
  expect(leastInACell).toBeGreaterThanOrEqual(Number(schedules) / 10)
})
