import { expect, test } from 'vitest'
import { gather } from '#db/gather.ts'

test('what is asked in one turn is read once, what is asked later anew, and each gets its own', async () => {
  const reads: string[][] = []
  const ask = gather(async keys => {
    reads.push([...keys])
    return new Map(keys.filter(key => key !== 'none').map(key => [key, `${key}!`]))
  })
  expect(await Promise.all([ask('a'), ask('b'), ask('a'), ask('none')])).toEqual([
    'a!',
    'b!',
    'a!',
    undefined,
  ])
  expect(await ask('a')).toBe('a!')
  expect(reads).toEqual([['a', 'b', 'none'], ['a']])
})

test('a read that fails fails for those who asked, and the next is tried again', async () => {
  let broken = true
  const ask = gather(async keys => {
    if (broken) throw new Error('cut')
    return new Map(keys.map(key => [key, key]))
  })
  const both = await Promise.allSettled([ask('a'), ask('b')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  broken = false
  expect(await ask('a')).toBe('a')
})
