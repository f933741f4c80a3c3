import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Proved } from '../prove.ts'
import { MATRIX, matrixText } from './matrix.ts'

/** Writes MATRIX.md. */
export const prove = async (): Promise<Proved> => {
  writeFileSync(join(import.meta.dirname, 'MATRIX.md'), matrixText())
  const marks = MATRIX.reduce((sum, row) => sum + row.holds.length, 0)
  return { result: { rows: MATRIX.length, marks }, held: true }
}
