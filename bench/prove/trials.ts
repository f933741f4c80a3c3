import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startChromium } from '../chromium.ts'
import { openStage } from '../stage.ts'
import type { Change } from '../stage-told.ts'
import type { BugTier } from './planted/bug.ts'

/** What came of one bug: who caught it and by which rule; nobody did where `by` is null. */
export type Caught = { by: string | null; rule: string; message: string }
export type Trial = (folder: string, seed: number, schedules: number) => Promise<Caught>

const run = promisify(execFile)
const PATIENCE_MS = 180_000
const NOBODY: Caught = { by: null, rule: '', message: '' }
const firstLine = (text: string) => text.split('\n')[0]!
const ruleOf = (fact: string) => /\[(\w+)/.exec(fact)?.[1] ?? 'fact'

const inMemory: Trial = async (folder, seed, schedules) => {
  const script = join(folder, 'bench', 'prove', 'planted', 'trial.ts')
  const args = ['--disable-warning=ExperimentalWarning', script, String(schedules), String(seed)]
  try {
    const { stdout } = await run(process.execPath, args, { timeout: PATIENCE_MS, cwd: folder })
    return JSON.parse(stdout.trim().split('\n').at(-1)!)
  } catch (error) {
    const { killed, stderr = '' } = error as { killed?: boolean; stderr?: string }
    return killed
      ? { by: 'simulator', rule: 'I8', message: 'it never ended' }
      : {
          by: 'simulator',
          rule: 'fault',
          message: stderr.split('\n').find(line => /Error/.test(line)) ?? stderr,
        }
  }
}

/** What a push, a pull, an erasure and the wall do to a real PostgreSQL; and the judge, over a bad network. */
const TESTS = [
  'server/sync/postgres-store.test.ts',
  'server/sync/push.test.ts',
  'server/sync/routes.test.ts',
  'server/sync/sender.test.ts',
  'server/db/walls.test.ts',
  'server/erasure/erasure.test.ts',
  'bench/prove/network.test.ts',
]
type Told = {
  testResults: {
    name: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

const onDatabase: Trial = async (folder, seed) => {
  const report = join(folder, 'tests.json')
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', ...TESTS, '--bail=1', '--reporter=json', `--outputFile=${report}`]
  const options = { timeout: PATIENCE_MS, cwd: folder, env: { ...process.env, SEED: String(seed) } }
  rmSync(report, { force: true })
  const failed = await run(process.execPath, args, options).then(
    () => null,
    (error: { stderr?: string; killed?: boolean }) => error,
  )
  if (!failed) return NOBODY
  if (failed.killed) return { by: 'tests on PostgreSQL', rule: 'I8', message: 'they never ended' }
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Told
  for (const { name, message, assertionResults } of testResults) {
    const by = name.slice(folder.length + 1)
    const [broken] = assertionResults.filter(({ status }) => status === 'failed')
    if (broken) return { by, rule: ruleOf(broken.fullName), message: broken.fullName.trim() }
    if (message) return { by, rule: 'fault', message: firstLine(message) }
  }
  throw new Error(`the tests ended without a word: ${failed.stderr}`)
}

const change = (n: number): Change => ({
  id: `90000000-0000-7000-8000-00000000000${n}`,
  areaId: 1,
  deviceId: '90000000-0000-7000-8000-000000000900',
  actorId: '90000000-0000-7000-8000-000000000901',
  kind: 'household.put',
  body: { householdId: `90000000-0000-7000-8000-00000000010${n}` },
})
export const CHANGES = [1, 2, 3, 4].map(change)
/** What the browser must have of CHANGES when it has thrown its database away: the second was refused, the first taken. */
export const KEPT_TWICE = { unsent: [CHANGES[2]!.id, CHANGES[3]!.id], inbox: [CHANGES[1]!.id], next: 1005 }

const inBrowser: Trial = async folder => {
  const profile = mkdtempSync(join(tmpdir(), 'tung-nha-storage-'))
  const chromium = await startChromium(profile)
  try {
    const page = await openStage(chromium.context, 'http://localhost:9250', folder)
    for (const { fact, wrong } of await page.evaluate(() => globalThis.stage.contract()))
      if (wrong !== null)
        return { by: 'contract of the storage', rule: ruleOf(fact), message: firstLine(wrong) }
    const [cut] = await page.evaluate(some => globalThis.stage.cut(some), CHANGES)
    if (cut) return { by: 'writes that are cut', rule: ruleOf(cut), message: cut }
    const left = await page.evaluate(some => globalThis.stage.thrownAway(some), CHANGES)
    if (JSON.stringify(left) !== JSON.stringify(KEPT_TWICE))
      return { by: 'a database that is thrown away', rule: 'D24', message: JSON.stringify(left) }
    return NOBODY
  } catch (error) {
    return { by: 'Chromium', rule: 'fault', message: firstLine((error as Error).message) }
  } finally {
    await chromium.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

export const TRIALS: Record<BugTier, Trial> = { memory: inMemory, database: onDatabase, browser: inBrowser }
