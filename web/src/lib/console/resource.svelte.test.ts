import { flushSync } from 'svelte'
import { expect, test } from 'vitest'
import { queue, resource, stillHere, task } from '#lib/console/resource.svelte.ts'

const tick = () => new Promise(done => setTimeout(done, 0))
const within = <T>(make: () => T): [T, () => void] => {
  let made!: T
  const leave = $effect.root(() => {
    made = make()
  })
  flushSync()
  return [made, leave]
}

test('an answer that comes after a newer question was asked is dropped, in whichever order they come', async () => {
  const answers = new Map<string, PromiseWithResolvers<string>>()
  let asked = $state('a')
  const [found, leave] = within(() =>
    resource(() => {
      const answer = Promise.withResolvers<string>()
      answers.set(asked, answer)
      return answer.promise
    }),
  )
  asked = 'ab'
  flushSync()
  answers.get('ab')!.resolve('of ab')
  await tick()
  answers.get('a')!.resolve('of a')
  await tick()
  expect([found.value, found.busy]).toEqual(['of ab', false])
  leave()
})

test('a failure that comes after a newer question was asked is not shown', async () => {
  const answers: PromiseWithResolvers<string>[] = []
  const [found, leave] = within(() =>
    resource(() => {
      answers.push(Promise.withResolvers<string>())
      return answers.at(-1)!.promise
    }),
  )
  const second = found.reload()
  answers[1]!.resolve('second')
  await second
  answers[0]!.reject(new Error('late'))
  await tick()
  expect([found.value, found.failure]).toEqual(['second', null])
  leave()
})

test('a task is done once, however often it is pressed', async () => {
  const answer = Promise.withResolvers<void>()
  const work = task()
  let times = 0
  const press = () =>
    work.run(async () => {
      times += 1
      await answer.promise
    })
  const first = press()
  expect(await press()).toBe(false)
  answer.resolve()
  expect([await first, times]).toEqual([true, 1])
})

test('of a queue everything is done in its order, also what was typed while another was being saved or has failed', async () => {
  const answers = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const saved: string[] = []
  const saving = queue()
  const save = (what: string, answer?: Promise<void>) =>
    saving.run(async () => {
      await answer
      saved.push(what)
    })
  const all = [save('5', answers[0]!.promise), save('56', answers[1]!.promise), save('70')]
  expect(saving.busy).toBe(true)
  answers[0]!.resolve()
  await all[0]
  answers[1]!.reject(new Error('no line'))
  expect(await Promise.all(all)).toEqual([true, false, true])
  // The one that failed is told, though another was done after it.
  expect([saved, saving.busy, saving.failure]).toEqual([['5', '70'], false, new Error('no line')])
})

test('whoever has left is no longer here', () => {
  const [here, leave] = within(stillHere)
  expect(here()).toBe(true)
  leave()
  expect(here()).toBe(false)
})
