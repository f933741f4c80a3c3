import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import type { HouseholdRow } from '@tung-nha/model/household/ops.ts'
import { fold, nameKey, orderKey } from '@tung-nha/model/kit/text.ts'
import { fieldTables, opRules } from '@tung-nha/model/nouns.ts'
import type { RequestRow } from '@tung-nha/model/request/ops.ts'
import type { SentOp, Touch } from '@tung-nha/model/sync/op.ts'
import { type AreaRows, layOver, rebase } from '@tung-nha/model/sync/rebase.ts'
import type { DeviceRow } from '@tung-nha/model/sync/storage.ts'
import { bookOf, type HomeRows, type Shown } from '#lib/local/book.ts'
import { remembered } from '#lib/local/remembered.ts'

/** The people and homes of the phone, in memory while it is unlocked. Screens read it; it never waits for a network. */
export type View = {
  home: (id: string) => HomeRows | undefined
  /** In the order of names. */
  homes: () => HomeRows[]
  visits: () => Shown<ActivityRow>[]
  calls: () => Shown<RequestRow>[]
  area: (areaId: number) => AreaRows | undefined
  /** Homes whose head, lane, address or people's names contain every word, diacritics or not; in the order of names. */
  find: (words: string) => HomeRows[]
  /** Lays an op that has just been saved over the rows. Costs what the op touches, whatever the size of the book. */
  add: (op: SentOp) => void
}

export const emptyView = (): View => viewOf([], [], 0)

/** A home's place in the order of names. */
const orderOf = remembered(({ head, address }: Shown<HouseholdRow>): string =>
  head === null ? `~${orderKey(address ?? '')}` : nameKey(head),
)
/** Begins with a space, so that a word is found from its first letter. */
const searchKey = remembered(({ row, people }: HomeRows): string => {
  const told = [row.head, row.lane, row.address, ...people.map(person => person.name)]
  return ` ${fold(told.filter(Boolean).join(' '))}`
})

/** The rows a link of their table leads to. */
const linked = (
  area: AreaRows | undefined,
  { table, by, value }: Extract<Touch, { by: string }>,
): string[] => {
  const of = fieldTables.find(one => one.name === table)
  const link = of?.links?.[by]
  return of && link && area ? area.rows.all(of).flatMap(row => (link(row, value) ? [row.id] : [])) : []
}

/** @param offset server time minus device time, in ms */
export const viewOf = (rows: readonly DeviceRow[], ahead: readonly SentOp[], offset: number): View => {
  const areas = rebase(rows, ahead, opRules, fieldTables, offset)
  let book = bookOf(areas)
  let ordered: HomeRows[] | null = null

  /** Shows again what an op has touched. What is one row with others is joined anew with the whole book: it is rare. */
  const show = (touch: Touch, areaId: number): void => {
    const ids = 'id' in touch ? [touch.id] : linked(areas.get(areaId), touch)
    if (ids.some(id => book.isJoined(id))) book = bookOf(areas)
    else for (const id of ids) book.show(touch.table, id)
  }
  return {
    home: id => book.home(id),
    homes: () => {
      ordered ??= book
        .homes()
        .map(home => ({ home, key: orderOf(home.row) }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ home }) => home)
      return ordered
    },
    visits: () => book.visits(),
    calls: () => book.calls(),
    area: areaId => areas.get(areaId),
    find(words) {
      const wanted = fold(words).split(' ').filter(Boolean)
      return this.homes().filter(home => wanted.every(word => searchKey(home).includes(` ${word}`)))
    },
    add: op => {
      const area = areas.get(op.areaId)
      if (area) layOver(area, op, opRules, offset)
      else
        for (const [areaId, made] of rebase([], [op], opRules, fieldTables, offset)) areas.set(areaId, made)
      for (const touch of opRules[op.kind]?.touches(op.body, op.areaId) ?? []) show(touch, op.areaId)
      ordered = null
    },
  }
}
