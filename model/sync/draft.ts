import type { Draft, Row, StoredRow, Table } from '#model/sync/op.ts'

/** A working copy over the given rows; the rows themselves are never changed. */
export const draftOf = (touched: Iterable<StoredRow>): Draft => {
  const rows = new Map<string, StoredRow>()
  const changed = new Set<string>()
  for (const stored of touched) rows.set(`${stored.table} ${stored.row.id}`, stored)

  const find = (table: string, id: string) => rows.get(`${table} ${id}`)?.row
  return {
    read: <R extends Row>(table: Table<R>, id: string) =>
      (find(table.name, id) as R | undefined) ?? table.blank(id),
    lives: (table, id) => find(table.name, id)?.removed === false,
    all: <R extends Row>(table: Table<R>) =>
      [...rows.values()].filter(stored => stored.table === table.name).map(stored => stored.row as R),
    write: (table, row) => {
      const key = `${table.name} ${row.id}`
      rows.set(key, { table: table.name, row })
      changed.add(key)
    },
    changed: () => [...changed].map(key => rows.get(key)!),
  }
}
