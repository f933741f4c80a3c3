/**
 * P4: the first load of an area of 300 homes, 1,000 people and 5,000 attainments, twenty times. P5: a pull with nothing
 * new, of 1 area and of 27.
 *
 *   npm run bench -- pull [--json]
 */
import { pathToFileURL } from 'node:url'
import { fillArea, firstLoads, idlePull, widen } from './pulling.ts'
import { load, tell, withProduct } from './pushing.ts'
import { makeWorld, SEED } from './world.ts'

export const measurePull = async () => {
  const world = await makeWorld(40, 20)
  try {
    const [first, second] = world.phones
    tell('filling one area')
    await fillArea(world, second!)
    return await withProduct(world, async product => {
      const one = await idlePull(product, first!)
      await widen(world, first!, 27)
      tell('loading it twenty times')
      return {
        firstLoad: await firstLoads(product, second!),
        idle: { 1: one, 27: await idlePull(product, first!) },
        load: load(),
        seed: SEED,
      }
    })
  } finally {
    await world.close()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(await measurePull()))
