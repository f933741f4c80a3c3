import type { Proved, ProveOptions } from '../prove.ts'
import { judge } from './checker/judge.ts'
import { readLeft } from './left.ts'

/** The judge alone, over the evidence that a run left behind. */
export const prove = async ({ folder }: ProveOptions): Promise<Proved> => {
  if (folder === undefined) throw new Error('--folder is missing')
  const { faults, asserted, ...counted } = judge(await readLeft(folder))
  for (const { rule, message } of faults) console.error(`[${rule}] ${message}`)
  return { result: { ...counted, faults: faults.length, assertions: asserted }, held: faults.length === 0 }
}
