import { expect, test } from 'vitest'
import { turns } from './in-turn.ts'

test('of one key one after the other, also after one that failed; other keys do not wait', async () => {
  const inTurn = turns()
  const said: string[] = []
  const first = Promise.withResolvers<void>()
  const say = (what: string, wait?: Promise<void>) => async () => {
    await wait
    said.push(what)
    if (what === 'one') throw new Error(what)
    return what
  }
  const one = inTurn('a', say('one', first.promise))
  const two = inTurn('a', say('two'))
  expect(await inTurn('b', say('other'))).toBe('other')
  first.resolve()
  await expect(one).rejects.toThrow('one')
  expect(await two).toBe('two')
  expect(said).toEqual(['other', 'one', 'two'])
})
