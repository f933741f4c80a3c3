import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Proved, ProveOptions } from '../prove.ts'
import { BUG_CLASSES, type Bug } from './planted/bug.ts'
import { bugs } from './planted/bugs.ts'
import { copyHouse, plant } from './planted/copy.ts'
import { keep } from './run.ts'

const run = promisify(execFile)
const project = join(import.meta.dirname, '..', '..')
/** Schedules each bug gets to show itself. */
const SCHEDULES = 1500
const PATIENCE_MS = 180_000
const [RED, PLAIN] = ['\u001b[31m', '\u001b[0m']

type Verdict = { by: string | null; rule: string; message: string }

const trial = async (folder: string, seed: number, schedules: number): Promise<Verdict> => {
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

/** Plants every bug in turn and names the rule that caught it. Without a bug nothing may be caught. */
export const prove = async ({ seed, workers, only }: ProveOptions): Promise<Proved> => {
  const chosen = only ? bugs.filter(bug => bug.name.includes(only)) : bugs
  const queue = [...chosen]
  const missed: string[] = []
  const rules: Record<string, string> = {}
  const folders = Array.from({ length: workers }, () => mkdtempSync(join(tmpdir(), 'tung-nha-planted-')))
  const tell = (bug: Bug, { by, rule, message }: Verdict) => {
    if (by === null) missed.push(bug.name)
    else rules[bug.name] = rule
    const line =
      by === null
        ? `${RED}NOT CAUGHT${PLAIN}  ${bug.name}`
        : `[${rule}]`.padEnd(9) + `${bug.name}\n         ${by}: ${message}`
    console.error(line)
  }
  try {
    for (const folder of folders) copyHouse(project, folder)
    const sound = await trial(folders[0]!, seed, 300)
    if (sound.by !== null) throw new Error(`without any bug: [${sound.rule}] ${sound.message}`)
    await Promise.all(
      folders.map(async folder => {
        for (let bug = queue.shift(); bug; bug = queue.shift()) {
          const takeOut = plant(folder, bug)
          tell(bug, await trial(folder, seed, SCHEDULES))
          takeOut()
        }
      }),
    )
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  const caught = chosen.length - missed.length
  const classes = Object.fromEntries(
    BUG_CLASSES.map(row => [row, chosen.filter(bug => bug.row === row).length]),
  )
  const heard = chosen.filter(bug => bug.heard !== undefined).length
  const result = { planted: chosen.length, caught, seed, classes, heard, missed, rules }
  if (!only) keep('planted', result)
  return { result, held: missed.length === 0 }
}
