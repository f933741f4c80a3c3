/** How often each rule was asserted where a row of the fault matrix had happened; `schedules` counts the schedules. */
export type Cells = Record<string, Record<string, number>>

export const count = (cells: Cells, row: string, more: Record<string, number>): void => {
  cells[row] ??= {}
  const counts = cells[row]
  for (const [rule, n] of Object.entries(more)) counts[rule] = (counts[rule] ?? 0) + n
}
