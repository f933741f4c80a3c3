import { expect, test } from 'vitest'
import { newest, oneAtATime, readWhole } from '#lib/api/turns.ts'

test('an answer counts until something newer is asked, in whichever order the answers come', () => {
  const ask = newest()
  const first = ask()
  expect(first()).toBe(true)
  const second = ask()
  expect([first(), second()]).toEqual([false, true])
})

test('a second tap while the first is under way does nothing; after it, also after it failed, the next one counts', async () => {
  const done: string[] = []
  let come: () => void = () => {}
  const save = oneAtATime(async (what: string) => {
    await new Promise<void>(next => {
      come = next
    })
    done.push(what)
    if (what === 'third') throw new Error('no room')
    return what
  })
  const first = save('first')
  expect(await save('second')).toBeUndefined()
  come()
  expect(await first).toBe('first')
  const third = save('third')
  come()
  await expect(third).rejects.toThrow('no room')
  const fourth = save('fourth')
  come()
  expect(await fourth).toBe('fourth')
  expect(done).toEqual(['first', 'third', 'fourth'])
})

test('what is saved while all is being read is in what was read', async () => {
  const saved = ['visit']
  let changes = 0
  const read = async () => {
    const found = [...saved]
    if (changes === 0) {
      saved.push('person')
      changes += 1
    }
    return found
  }
  expect(await readWhole(read, () => changes)).toEqual(['visit', 'person'])
})
