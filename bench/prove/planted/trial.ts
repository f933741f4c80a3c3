import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import '../world/hooks.ts'

/**
 * One trial, in the copy that holds one planted bug: the simulator first, then the contract suites. Prints the rule
 * that caught it, or null.
 */
console.error = () => {}
const { memoryStorage } = await import('@tung-nha/model/sync/memory-storage.ts')
const { storageContract } = await import('@tung-nha/model/sync/storage-contract.ts')
const { storeContract } = await import('@tung-nha/model/sync/store-contract.ts')
const { seedOf } = await import('../chance.ts')
const { scheduleOf } = await import('../schedule.ts')
const { simulate } = await import('../simulate.ts')
const { stageInMemory } = await import('./stage.ts')

const kept = join(import.meta.dirname, '..', 'kept')
const [most, seed] = process.argv.slice(2).map(Number) as [number, number]
const tell = (by: string | null, rule: string, message: string) => {
  console.log(JSON.stringify({ by, rule, message: message.split('\n')[0] }))
  process.exit(0)
}
for (const name of readdirSync(kept)) {
  const { seed: own, moves } = JSON.parse(readFileSync(join(kept, name), 'utf8'))
  const { violation } = await simulate(moves, own)
  if (violation) tell(`simulator, kept schedule ${name}`, violation.rule, violation.message)
}
for (let n = 0; n < most; n++) {
  const own = seedOf(seed, n)
  const { violation } = await simulate(scheduleOf(own), own)
  if (violation) tell(`simulator, schedule ${n + 1}`, violation.rule, violation.message)
}
const ruleOf = (fact: string) => /\[(\w+)\]/.exec(fact)?.[1] ?? fact
for (const { fact, check } of storageContract)
  await check(async () => memoryStorage()).catch(error =>
    tell('contract of the storage', ruleOf(fact), error.message),
  )
for (const { fact, check } of storeContract)
  await check(async () => stageInMemory()).catch(error =>
    tell('contract of the store', ruleOf(fact), error.message),
  )
tell(null, '', '')
