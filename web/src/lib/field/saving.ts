import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { residents } from '@tung-nha/model/resident/ops.ts'
import type { Op } from '@tung-nha/model/sync/op.ts'
import type { Home } from '#lib/field/ground.ts'
import { afterFirstVisit } from '#lib/field/install.svelte.ts'
import type { Phone, Saved } from '#lib/field/phone.svelte.ts'
import type { Saving } from '#lib/field/visit.ts'
import type { Shown } from '#lib/local/book.ts'
import type { ToastList } from '#lib/ui/toasts.svelte.ts'
import type { FieldWords } from '#lib/words/vi/field.ts'

/** The sentence for a rule that said no. */
export const refusedWords = (saved: Extract<Saved, { ok: false }>, words: FieldWords): string => {
  const { refused } = words.home
  const { problem } = saved.refusal
  return problem in refused ? refused[problem as keyof typeof refused] : refused.other
}

/** Visits among ops; one that was undone again is none. */
export const countVisits = (ops: readonly Pick<Op, 'kind' | 'body'>[]): number => {
  const idOf = (op: Pick<Op, 'body'>) => (op.body as { activityId?: string }).activityId
  const undone = new Set(ops.filter(op => op.kind === 'activity.void').map(idOf))
  return ops.filter(op => op.kind === 'activity.record' && !undone.has(idOf(op))).length
}

/** The one line after saving; asked for once the visit is on the phone, so it is among what waits. */
export const savedLine = (book: Phone, words: FieldWords): string => {
  const { state } = book.sync
  if (state !== 'offline' && state !== 'waiting') return words.home.savedOnline
  return words.home.saved(countVisits(book.unsent))
}

/** Saves ops; a full disk and a refusal are told in words, and answer false: nothing typed is thrown away then. */
export const saveOrSay = async (
  book: Phone,
  ops: readonly Saving[],
  list: ToastList,
  words: FieldWords,
): Promise<boolean> => {
  try {
    const saved = await book.save(ops)
    if (!saved.ok) {
      list.show(refusedWords(saved, words), { tone: 'warning' })
      return false
    }
    if (ops.some(op => op.kind === 'activity.record')) afterFirstVisit()
    return true
  } catch (error) {
    console.error(error)
    list.show(words.home.storageFull, { tone: 'warning' })
    return false
  }
}

/** The areas that hold something of a visit: its own, and those of guests of whom something was seen. */
export const areasOfVisit = (book: Phone, visit: Shown<ActivityRow>): number[] => {
  const guests = visit.body?.guided.flatMap(person => person.areaId ?? []) ?? []
  const isSeenIn = (areaId: number) =>
    book.local.view
      .area(areaId)
      ?.rows.all(residents)
      .some(row => row.observations.some(item => item[3] === visit.id)) === true
  return [visit.areaId, ...new Set(guests)].filter(
    (areaId, i) => i === 0 || (areaId !== visit.areaId && isSeenIn(areaId)),
  )
}

/** Settles the day of a visit: the one that is written, or the right one. */
export const settleDay = (book: Phone, visit: Shown<ActivityRow>, day: Day): Saving[] =>
  areasOfVisit(book, visit).map(areaId => ({
    kind: 'activity.day',
    areaId,
    body: { activityId: visit.id, day },
  }))

type NobodyHome = {
  /** The day, where the member has set or confirmed it by hand. */
  sure: Day | null
  book: Phone
  home: Home
  list: ToastList
  words: FieldWords
  leave: () => Promise<unknown>
}

/** "Không có ai ở nhà": saved at once, with a way back for eight seconds. */
export const saveNobodyHome = async ({ sure, book, home, list, words, leave }: NobodyHome): Promise<void> => {
  const { areaId, id } = home.row
  const activityId = book.newId()
  const op: Extract<Saving, { kind: 'activity.record' }> = {
    kind: 'activity.record',
    areaId,
    body: {
      activityId,
      kind: 'home_visit',
      ...(sure === null ? { day: book.today, ...book.daySure() } : { day: sure, daySure: true }),
      teamId: book.teamOf(areaId),
      householdId: id,
      outcome: 'nobody_home',
      guided: [],
      unnamed: [],
      difficulties: [],
    },
  }
  if (!(await saveOrSay(book, [op], list, words))) return
  const undo = async () => {
    const back: Saving = {
      kind: 'activity.void',
      areaId,
      body: { activityId, reason: words.home.undoReason },
    }
    if (await saveOrSay(book, [back], list, words)) list.show(words.home.undone)
  }
  list.show(op.body.daySure === false ? words.home.nobodySavedDoubtful : words.home.nobodySaved, { undo })
  await leave()
}
