import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import { activities } from '@tung-nha/model/activity/ops.ts'
import { type HouseholdRow, households } from '@tung-nha/model/household/ops.ts'
import { fold, nameKey, orderKey } from '@tung-nha/model/kit/text.ts'
import { fieldTables, opRules } from '@tung-nha/model/nouns.ts'
import { type RequestRow, requests } from '@tung-nha/model/request/ops.ts'
import { oneHomes, onePeople, rootsOf } from '@tung-nha/model/resident/one.ts'
import { type ResidentRow, residents } from '@tung-nha/model/resident/ops.ts'
import type { Row, SentOp, Table } from '@tung-nha/model/sync/op.ts'
import { type AreaRows, layOver, rebase } from '@tung-nha/model/sync/rebase.ts'
import type { DeviceRow } from '@tung-nha/model/sync/storage.ts'

/** What a screen gets of a row: its area, and whether a part of it has not reached the server yet. */
export type Shown<R extends Row> = R & { areaId: number; waiting: boolean }

/** The people and homes of the phone, in memory while it is unlocked. Screens read it; it never waits for a network. */
export type View = {
  homes: () => Shown<HouseholdRow>[]
  people: () => Shown<ResidentRow>[]
  visits: () => Shown<ActivityRow>[]
  calls: () => Shown<RequestRow>[]
  area: (areaId: number) => AreaRows | undefined
  /** Homes whose head, lane, address or people's names contain every word, diacritics or not; in the order of names. */
  find: (words: string) => Shown<HouseholdRow>[]
  /** Lays an op that has just been saved over the rows. */
  add: (op: SentOp) => void
}

export const emptyView = (): View => viewOf([], [], 0)

/** @param offset server time minus device time, in ms */
export const viewOf = (rows: readonly DeviceRow[], ahead: readonly SentOp[], offset: number): View => {
  const areas = rebase(rows, ahead, opRules, fieldTables, offset)
  let keys: Map<string, string> | null = null
  let ordered: Shown<HouseholdRow>[] | null = null
  const orders = new Map<string, string>()

  // A row is never changed, only replaced; so what was shown of it is shown again, and screens see what is the same.
  const shown = new WeakMap<Row, Shown<Row>>()
  const show = <R extends Row>(row: R, areaId: number, waiting: boolean): Shown<R> => {
    const known = shown.get(row) as Shown<R> | undefined
    if (known?.waiting === waiting) return known
    const made = { ...row, areaId, waiting }
    shown.set(row, made)
    return made
  }
  const all = <R extends Row>(table: Table<R>): Shown<R>[] =>
    [...areas].flatMap(([areaId, { rows: draft, waiting }]) =>
      draft
        .all(table)
        .filter(row => !row.removed)
        .map(row => show(row, areaId, waiting.has(`${table.name} ${row.id}`))),
    )
  // Rows that are one home or one person are shown as one; changes go on to name their own rows.
  const rootsIn = <R extends HouseholdRow | ResidentRow>(table: Table<R>) =>
    rootsOf([...areas.values()].flatMap(({ rows: draft }) => draft.all(table)))
  /** A home's place in the order of names is worked out once, not at every comparison. */
  const orderOf = ({ head, address }: HouseholdRow): string => {
    const text = head ?? `~${address ?? ''}`
    const known = orders.get(text)
    if (known !== undefined) return known
    const key = head === null ? `~${orderKey(address ?? '')}` : nameKey(head)
    orders.set(text, key)
    return key
  }
  const homes = () => {
    ordered ??= oneHomes(all(households), rootsIn(households))
      .map(home => ({ home, key: orderOf(home) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ home }) => home)
    return ordered
  }
  const people = () => onePeople(all(residents), rootsIn(residents), rootsIn(households))
  const visits = () => {
    const rows = all(activities)
    const roots = rootsIn(households)
    const shownIn = (id: string | null) => (id === null ? null : (roots.get(id) ?? id))
    return roots.size === 0 ? rows : rows.map(row => ({ ...row, householdId: shownIn(row.householdId) }))
  }

  const searchKeys = () => {
    const names = Map.groupBy(people(), person => person.householdId)
    return new Map(
      homes().map(home => [
        home.id,
        fold(
          [home.head, home.lane, home.address, ...(names.get(home.id) ?? []).map(person => person.name)]
            .filter(Boolean)
            .join(' '),
        ),
      ]),
    )
  }
  return {
    homes,
    people,
    visits,
    calls: () => all(requests),
    area: areaId => areas.get(areaId),
    find: words => {
      keys ??= searchKeys()
      const wanted = fold(words).split(' ').filter(Boolean)
      return homes().filter(home => wanted.every(word => ` ${keys!.get(home.id)}`.includes(` ${word}`)))
    },
    add: op => {
      const area = areas.get(op.areaId)
      if (area) layOver(area, op, opRules, offset)
      else
        for (const [areaId, made] of rebase([], [op], opRules, fieldTables, offset)) areas.set(areaId, made)
      keys = null
      ordered = null
    },
  }
}
