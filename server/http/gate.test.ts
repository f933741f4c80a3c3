import { expect, test } from 'vitest'
import { makeGate } from '#http/gate.ts'

const held = () => {
  let open = () => {}
  const wait = new Promise<void>(done => {
    open = done
  })
  return { wait, open }
}

test('two at once, the next in line, the rest turned away with the time to come back; a failure gives its place on', async () => {
  const gate = makeGate(2, 1)
  const doors = [held(), held(), held()]
  const began: number[] = []
  const works = doors.map((door, i) =>
    gate(async () => {
      began.push(i)
      await door.wait
      if (i === 0) throw new Error('wrong')
      return i
    }).catch((error: Error) => error.message),
  )
  await expect(gate(async () => 9)).rejects.toMatchObject({
    problem: 'server.busy',
    status: 503,
    details: { retryAfter: 2 },
  })
  expect(began).toEqual([0, 1])
  for (const door of doors) door.open()
  expect(await Promise.all(works)).toEqual(['wrong', 1, 2])
  expect(await gate(async () => 'free')).toBe('free')
})
