import { instantOf, msOf } from '#model/kit/instant.ts'
import { draftOf } from '#model/sync/draft.ts'
import type { Draft, Row, Rules, SentOp, StampedOp, Table } from '#model/sync/op.ts'
import type { DeviceRow } from '#model/sync/storage.ts'

/** The rows of one area as the device shows them: the server's, with its own ops laid over them. */
export type AreaRows = {
  rows: Draft
  /** `table id` of rows that an op not yet on the server has changed ("+3 waiting"). */
  waiting: Set<string>
  /** When the last of its ops took effect: the next one does no earlier, whatever the clock said (S30). */
  last: string
}

/**
 * An op that the server has not stamped yet stands at the device's own time, corrected as the server will do it.
 * @param offset server time minus device time, in ms
 */
export const stampedHere = (op: SentOp, offset: number): StampedOp => ({
  ...op,
  stamp: op.stamp ?? instantOf((msOf(op.deviceAt) ?? 0) + offset),
})

/**
 * Lays the device's unsent ops over the server's rows, with the very rules that the server will apply. Rows come
 * lean from a pull and are filled up from their table's blank; they carry no clocks, so what is unsent shows.
 */
export const rebase = (
  server: readonly DeviceRow[],
  ops: readonly SentOp[],
  rules: Rules,
  tables: readonly Table<Row>[],
  offset: number,
): Map<number, AreaRows> => {
  const blanks = new Map(tables.map(table => [table.name, table.blank]))
  const areas = new Map<number, AreaRows>()
  const byArea = Map.groupBy(server, row => row.areaId)
  for (const areaId of new Set([...byArea.keys(), ...ops.map(op => op.areaId)])) {
    const filled = (byArea.get(areaId) ?? []).map(({ table, row }) => ({
      table,
      row: { ...blanks.get(table)?.(row.id), ...row },
    }))
    areas.set(areaId, { rows: draftOf(filled), waiting: new Set(), last: '' })
  }
  for (const op of ops) layOver(areas.get(op.areaId)!, op, rules, offset)
  return areas
}

/** Lays one more op over an area, as when it has just been saved. */
export const layOver = (area: AreaRows, op: SentOp, rules: Rules, offset: number): void => {
  const rule = Object.hasOwn(rules, op.kind) ? rules[op.kind] : undefined
  if (!rule) return // made by a newer release of the app; the server will know it
  const stamped = stampedHere(op, offset)
  if (stamped.stamp > area.last) area.last = stamped.stamp
  rule.apply(area.rows, { ...stamped, stamp: area.last })
  for (const touch of rule.touches(op.body, op.areaId))
    if ('id' in touch) area.waiting.add(`${touch.table} ${touch.id}`)
}
