import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Proved, ProveOptions } from '../prove.ts'
import { BUG_CLASSES, BUG_TIERS, type Bug } from './planted/bug.ts'
import { bugs } from './planted/bugs.ts'
import { copyHouse, plant } from './planted/copy.ts'
import { keep } from './run.ts'
import { type Caught, TRIALS } from './trials.ts'

const project = join(import.meta.dirname, '..', '..')
/** Schedules each bug gets to show itself. */
const SCHEDULES = 1500
const [RED, PLAIN] = ['\u001b[31m', '\u001b[0m']

const tierOf = ({ tier = 'memory' }: Bug) => tier

/** Plants every bug in turn and names the rule that caught it. Without a bug nothing may be caught. */
export const prove = async ({ seed, workers, only }: ProveOptions): Promise<Proved> => {
  const chosen = bugs.filter(bug => !only || bug.name.includes(only) || tierOf(bug) === only)
  const queue = [...chosen]
  const missed: string[] = []
  const rules: Record<string, string> = {}
  const folders = Array.from({ length: workers }, () => mkdtempSync(join(tmpdir(), 'tung-nha-planted-')))
  const tell = (bug: Bug, { by, rule, message }: Caught) => {
    if (by === null) missed.push(bug.name)
    else rules[bug.name] = rule
    const line =
      by === null
        ? `${RED}NOT CAUGHT${PLAIN}  ${bug.name}`
        : `${`[${rule}]`.padEnd(9)}${bug.name}\n         ${by}: ${message}`
    console.error(line)
  }
  try {
    for (const folder of folders) copyHouse(project, folder)
    for (const tier of BUG_TIERS.filter(tier => chosen.some(bug => tierOf(bug) === tier))) {
      const sound = await TRIALS[tier](folders[0]!, seed, 300)
      if (sound.by !== null) throw new Error(`without any bug: ${sound.by} [${sound.rule}] ${sound.message}`)
    }
    await Promise.all(
      folders.map(async folder => {
        for (let bug = queue.shift(); bug; bug = queue.shift()) {
          const takeOut = plant(folder, bug)
          tell(bug, await TRIALS[tierOf(bug)](folder, seed, SCHEDULES).finally(takeOut))
        }
      }),
    )
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  const caught = chosen.length - missed.length
  const countOf = (is: (bug: Bug) => boolean) => chosen.filter(is).length
  const classes = Object.fromEntries(BUG_CLASSES.map(row => [row, countOf(bug => bug.row === row)]))
  const tiers = Object.fromEntries(BUG_TIERS.map(tier => [tier, countOf(bug => tierOf(bug) === tier)]))
  const heard = countOf(bug => bug.heard !== undefined)
  const result = { planted: chosen.length, caught, seed, classes, tiers, heard, missed, rules }
  if (!only) keep('planted', result)
  return { result, held: missed.length === 0 }
}
