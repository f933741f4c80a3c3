import type { Snippet } from 'svelte'

/** A value a column sorts by. Missing values always stand last, whichever way the column is sorted. */
export type SortValue = string | number | null

export type Column<Row> = {
  key: string
  label: string
  /** Given: the column can be sorted by it. Use model's order keys for Vietnamese text. */
  sort?: (row: Row) => SortValue
  /** Plain text of the cell; use `cell` for anything richer. */
  text?: (row: Row) => string
  cell?: Snippet<[Row]>
  align?: 'start' | 'end'
  /** Which columns remain on a narrow screen's card, and which one is its title. */
  narrow?: 'title' | 'hide'
  width?: string
}

export type Sorting = { key: string; down: boolean }

/** The rows in the order asked for; equal rows keep their places. */
export const sortRows = <Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
): Row[] => {
  const by = columns.find(column => column.key === sorting?.key)?.sort
  if (!sorting || !by) return [...rows]
  const keyed = rows.map(row => ({ row, key: by(row) }))
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
    const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0
    return sorting.down ? -order : order
  })
  return keyed.map(({ row }) => row)
}

/** Clicking a heading: first upward, then downward, then as it came. */
export const nextSorting = (sorting: Sorting | null, key: string): Sorting | null => {
  if (sorting?.key !== key) return { key, down: false }
  return sorting.down ? null : { key, down: true }
}
