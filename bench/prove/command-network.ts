import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Proved, ProveOptions } from '../prove.ts'
import { makeWorld } from '../world.ts'
import { killHouse, startHouse } from './house.ts'
import { playNetwork } from './network.ts'
import { keep, newRunFolder } from './run.ts'

const PHONES = 4
const HOMES = 6

/** The product and PostgreSQL with durable commits behind a bad network, for as long as is asked. */
export const prove = async ({ seconds, seed }: ProveOptions): Promise<Proved> => {
  const folder = newRunFolder('network')
  const data = join(folder, 'product')
  mkdirSync(data)
  const world = await makeWorld(PHONES, HOMES)
  const house = await startHouse(world.ownerUrl, data)
  try {
    const stage = { folder, ownerUrl: world.ownerUrl, phones: world.phones, url: house.url }
    const result = await playNetwork(stage, { seconds, seed, cutEvery: 1 })
    keep('network', result)
    return { result, held: result.violations === 0 && result.acknowledged > 0 }
  } finally {
    await killHouse(house)
    await world.close()
  }
}
