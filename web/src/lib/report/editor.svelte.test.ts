import { flushSync } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import { reportEditor } from '#lib/report/editor.svelte.ts'
import type { Report, ReportDoor, Written } from '#lib/report/report.ts'

const KEPT_AFTER_MS = 400
vi.useFakeTimers()
afterEach(() => vi.clearAllTimers())

const said = (highlights = ''): Written => ({
  narrative: { highlights, difficulties: '', proposals: '', next: '' },
  additions: {},
  answers: {},
})
const reportOf = (version: number, highlights = '') =>
  ({ version, may: ['save', 'submit'], ...said(highlights) }) as unknown as Report

/** An answer that comes when the test says so. */
const later = <T>() => Promise.withResolvers<T>()

/** A report whose door has what a device holds; effects run as in a component. */
const open = (held: Written | null, more: Partial<ReportDoor> = {}) => {
  const device = { draft: held }
  const door = {
    load: async () => reportOf(1),
    draft: {
      lasting: true,
      read: async () => device.draft,
      keep: async (now: Written) => {
        device.draft = now
      },
      drop: async () => {
        device.draft = null
      },
    },
    ...more,
  } as ReportDoor
  let editor!: ReturnType<typeof reportEditor>
  const leave = $effect.root(() => {
    editor = reportEditor(door)
  })
  const type = (text: string) => {
    editor.written.narrative.highlights = text
    flushSync()
  }
  const rest = () => {
    flushSync()
    vi.advanceTimersByTime(KEPT_AFTER_MS)
  }
  return { editor, device, type, rest, leave, text: () => editor.written.narrative.highlights }
}

test('boxes that stand empty while a report is awaited are no draft', async () => {
  const answer = later<Report>()
  const { editor, device, rest, text } = open(said('kept yesterday'), { load: () => answer.promise })
  const loaded = editor.load()
  rest()
  expect(device.draft).toEqual(said('kept yesterday'))
  answer.resolve(reportOf(1, 'of the server'))
  await loaded
  expect(text()).toBe('kept yesterday')
})

test('what is typed while it is being saved stays, is kept on the device, and is still to be saved', async () => {
  const answer = later<Report>()
  const { editor, device, type, rest, text } = open(null, { save: () => answer.promise })
  await editor.load()
  type('first')
  const saved = editor.save()
  type('first and second')
  rest()
  answer.resolve(reportOf(2, 'first'))
  expect(await saved).toBe(true)
  expect(text()).toBe('first and second')
  expect(editor.changed).toBe(true)
  expect(device.draft).toEqual(said('first and second'))
})

test('what was saved leaves no draft behind, not even one that was just about to be kept', async () => {
  const { editor, device, type, rest } = open(null, { save: async () => reportOf(2, 'first') })
  await editor.load()
  type('first')
  expect(await editor.save()).toBe(true)
  rest()
  expect([editor.changed, device.draft]).toEqual([false, null])
})

test('whoever leaves right after the last letter finds it again', async () => {
  const { editor, device, type, leave } = open(null)
  await editor.load()
  type('the last letter')
  leave()
  expect(device.draft).toEqual(said('the last letter'))
})

test('what somebody else has saved meanwhile is loaded, and what was typed stays', async () => {
  const stale = {
    kind: 'problem',
    id: 'report.stale',
    status: 409,
    title: '',
    detail: '',
    fields: [],
    details: {},
  }
  let version = 0
  const { editor, type, text } = open(null, {
    load: async () => reportOf(++version, version > 1 ? 'of another' : ''),
    save: () => Promise.reject(stale),
  })
  await editor.load()
  type('mine')
  expect(await editor.save()).toBe(false)
  expect([editor.stale, editor.report?.version, text()]).toEqual([true, 2, 'mine'])
})
