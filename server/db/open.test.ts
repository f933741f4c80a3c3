import { expect, test } from 'vitest'
import { onceUp } from '#db/open.ts'

const saying = (...codes: string[]) => {
  let asked = 0
  const ask = async () => {
    const code = codes[asked++]
    if (code !== undefined) throw Object.assign(new Error(code), { code })
    return asked
  }
  return ask
}

test('a database that is starting or recovering is waited for', async () => {
  expect(await onceUp(saying('57P03', '57P03'), 1)).toBe(3)
})

test('any other refusal is said at once', async () => {
  await expect(onceUp(saying('28P01'), 1)).rejects.toThrow('28P01')
  await expect(onceUp(saying('57P03', 'ECONNREFUSED'), 1)).rejects.toThrow('ECONNREFUSED')
})
