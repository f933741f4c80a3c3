import { flushSync } from 'svelte'
import { expect, test } from 'vitest'
import { hasDraft, writeDraft, writeVisit } from '#lib/field/draft.svelte.ts'
import type { Phone } from '#lib/field/phone.svelte.ts'
import { newDraft } from '#lib/field/visit.ts'

const HOME = 'h1'
const DAY = '2026-11-20'
const tick = () => new Promise(done => setTimeout(done, 0))
const keptVisit = (note: string) => ({ at: `${DAY}T03:00:00.000Z`, draft: { ...newDraft('v1', DAY), note } })

/** A phone that holds drafts in memory, read only when the test says so. */
const phoneOf = (held: unknown, read: Promise<unknown> = Promise.resolve()) => {
  const drafts = new Map<string, unknown>(held ? [[`visit ${HOME}`, held]] : [])
  let ids = 0
  const book = {
    newId: () => `n${++ids}`,
    today: DAY,
    daySure: () => ({}),
    ground: { home: () => ({ row: { areaId: 7 } }) },
    teamOf: () => 't1',
    local: {
      now: () => `${DAY}T04:00:00.000Z`,
      drafts: {
        read: async (key: string) => {
          await read
          return drafts.get(key) ?? null
        },
        save: async (key: string, value: unknown) => void drafts.set(key, structuredClone(value)),
        drop: async (key: string) => void drafts.delete(key),
      },
      evidence: { dropHeld: async () => {} },
    },
  } as unknown as Phone
  const kept = () => drafts.get(`visit ${HOME}`) as Record<string, unknown> | undefined
  const note = () => (kept()?.['draft'] as { note: string } | undefined)?.note
  return { book, note, kept }
}
const write = (book: Phone) => {
  let visit!: ReturnType<typeof writeVisit>
  const leave = $effect.root(() => {
    visit = writeVisit(book, HOME)
  })
  flushSync()
  return { visit, leave }
}

test('while a slow phone still reads what was half written, nothing can be written into it', async () => {
  const slow = Promise.withResolvers<void>()
  const { book, note } = phoneOf(keptVisit('của hôm qua'), slow.promise)
  const { visit, leave } = write(book)
  expect(visit.closed).toBe(true)
  await tick()
  expect(note()).toBe('của hôm qua')
  slow.resolve()
  await visit.loaded
  expect([visit.closed, visit.draft.note]).toEqual([false, 'của hôm qua'])
  leave()
})

test('a visit is saved with the photo that is still being made small and with the note that is still being recorded', async () => {
  const { book } = phoneOf(null)
  const { visit, leave } = write(book)
  await visit.loaded
  const photo = Promise.withResolvers<void>()
  const voice = Promise.withResolvers<void>()
  const add = (hash: string) => {
    visit.draft.evidence = [...(visit.draft.evidence ?? []), { hash, kind: 'photo' }]
  }
  void visit.make(photo.promise.then(() => add('p')))
  void visit.make(voice.promise.then(() => add('v')))
  visit.onfinish = () => voice.resolve()
  const saved = visit.saving(async () => visit.draft.evidence?.map(one => one.hash))
  await tick()
  expect(visit.closed).toBe(true)
  photo.resolve()
  expect(await saved).toEqual(['v', 'p'])
  expect(visit.closed).toBe(false)
  leave()
})

test('what was being made when the page was left is in the draft when it is opened again', async () => {
  const { book, note } = phoneOf(null)
  const { visit, leave } = write(book)
  await visit.loaded
  const making = Promise.withResolvers<void>()
  const made = visit.make(
    making.promise.then(() => {
      visit.draft.note = 'ghi âm'
    }),
  )
  leave()
  making.resolve()
  await made
  await tick()
  expect(note()).toBe('ghi âm')
})

test('[D23] what is half written is kept with the ops it would be saved as', async () => {
  const { book, kept } = phoneOf(null)
  const { visit, leave } = write(book)
  await visit.loaded
  visit.draft.note = 'đang soạn'
  await tick()
  expect(kept()?.['ops']).toMatchObject([
    {
      id: expect.any(String),
      kind: 'activity.record',
      areaId: 7,
      body: { householdId: HOME, teamId: 't1', note: 'đang soạn' },
    },
  ])
  leave()
})

test('a home with something half written says so', async () => {
  expect(await hasDraft(phoneOf(keptVisit('đang soạn')).book, HOME)).toBe(true)
  expect(await hasDraft(phoneOf(null).book, HOME)).toBe(false)
})

test('what any page writes is kept under its own key, and goes with what it holds when it is dropped', async () => {
  const { book } = phoneOf(keptVisit('của hôm qua'))
  const gone: string[] = []
  const page = {
    key: 'home',
    begin: () => ({ head: '' }),
    isTouched: (home: { head: string }) => home.head !== '',
    ops: () => [],
    letGo: async (home: { head: string }) => gone.push(home.head),
  }
  const open = () => {
    let home!: ReturnType<typeof writeDraft<{ head: string }>>
    const leave = $effect.root(() => {
      home = writeDraft(book, page)
    })
    flushSync()
    return { home, leave }
  }
  const first = open()
  await first.home.loaded
  first.home.draft.head = 'Giàng A Sử'
  flushSync()
  await tick()
  first.leave()
  const { home, leave } = open()
  await home.loaded
  expect([home.draft.head, home.since, home.touched]).toEqual(['Giàng A Sử', `${DAY}T04:00:00.000Z`, true])
  await home.drop()
  expect([home.draft.head, home.since, gone]).toEqual(['', null, ['Giàng A Sử']])
  expect([await book.local.drafts.read('home'), await hasDraft(book, HOME)]).toEqual([null, true])
  leave()
})
