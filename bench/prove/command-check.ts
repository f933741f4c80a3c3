import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Proved, ProveOptions } from '../prove.ts'
import { judge } from './checker/judge.ts'

const read = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))

/** The judge alone, over the history and the dump that a run left behind. */
export const prove = async ({ folder }: ProveOptions): Promise<Proved> => {
  if (folder === undefined) throw new Error('--folder is missing')
  const { faults, asserted, ...counted } = judge(
    read(join(folder, 'history.jsonl')),
    read(join(folder, 'dump.jsonl')),
    existsSync(join(folder, 'views.jsonl')) ? read(join(folder, 'views.jsonl')) : [],
  )
  for (const { rule, message } of faults) console.error(`[${rule}] ${message}`)
  return { result: { ...counted, faults: faults.length, assertions: asserted }, held: faults.length === 0 }
}
