import { type Static, Type } from 'typebox'
import {
  type ColumnKind,
  guessFromLabel,
  guessFromValues,
  type Taken,
} from '#model/household/import/column.ts'
import { type Header, labelsOf } from '#model/household/import/header.ts'
import { type Sheet, shownAt, textAt, widthOf } from '#model/household/import/sheet.ts'
import { matchVillage, saysVillage } from '#model/household/import/village-name.ts'
import { nullable } from '#model/kit/schema.ts'

const Column = nullable(Type.Integer({ minimum: 0, maximum: 255 }))

/** How one sheet is read. Columns and rows count from 0; `village` is the village of the whole sheet, when it has one. */
export const SheetMappingSchema = Type.Object(
  {
    sheet: Type.String({ maxLength: 200 }),
    take: Type.Boolean(),
    header: nullable(
      Type.Object(
        {
          top: Type.Integer({ minimum: 0, maximum: 100000 }),
          bottom: Type.Integer({ minimum: 0, maximum: 100000 }),
        },
        { additionalProperties: false },
      ),
    ),
    columns: Type.Object(
      { head: Column, address: Column, lane: Column, headcount: Column, village: Column, relation: Column },
      { additionalProperties: false },
    ),
    village: nullable(Type.String({ maxLength: 120 })),
  },
  { additionalProperties: false },
)
export type SheetMapping = Static<typeof SheetMappingSchema>
export type MappedColumn = keyof SheetMapping['columns']
export const NO_COLUMNS: SheetMapping['columns'] = {
  head: null,
  address: null,
  lane: null,
  headcount: null,
  village: null,
  relation: null,
}

/** A column as it is shown to the officer. */
export type ColumnView = { index: number; label: string; kind: ColumnKind; sure: boolean }

/** What each column with a heading or a value holds, by its heading first and its values where that is silent. */
export const viewColumns = (sheet: Sheet, header: Header | null): ColumnView[] => {
  const labels = header ? labelsOf(sheet, header) : []
  const first = header ? header.bottom + 1 : 0
  return Array.from({ length: widthOf(sheet) }, (_, index) => {
    const label = labels[index] ?? ''
    const values = sheet.rows.slice(first, first + 300).map((_row, i) => textAt(sheet, first + i, index))
    const guess = guessFromLabel(label) ?? guessFromValues(values) ?? { kind: 'other' as const, sure: false }
    return { index, label, ...guess, used: label !== '' || values.some(value => value !== '') }
  })
    .filter(column => column.used)
    .map(({ index, label, kind, sure }) => ({ index, label, kind, sure }))
}

const best = (columns: ColumnView[], kind: Taken | 'relation'): number | null =>
  (
    columns.find(column => column.kind === kind && column.sure) ??
    columns.find(column => column.kind === kind)
  )?.index ?? null

/** The columns of a sheet's header that hold what may be taken. */
export const proposeColumns = (columns: ColumnView[]): SheetMapping['columns'] => ({
  head: best(columns, 'head'),
  address: best(columns, 'address'),
  lane: best(columns, 'lane'),
  headcount: best(columns, 'headcount'),
  village: best(columns, 'village'),
  relation: best(columns, 'relation'),
})

/** The village a sheet is about: its own name, or a village of the commune that its title names. */
const villageOfSheet = (
  sheet: Sheet,
  header: Header | null,
  known: readonly { name: string }[],
): string | null => {
  if (saysVillage(sheet.name) || matchVillage(sheet.name, known)) return sheet.name
  for (let row = 0; row < (header?.top ?? 0); row++) {
    for (let column = 0; column < Math.min(widthOf(sheet), 12); column++) {
      const words = textAt(sheet, row, column).split(' ')
      for (let from = 0; from < words.length; from++) {
        const rest = words.slice(from).join(' ')
        if (saysVillage(rest) && matchVillage(rest, known)) return rest
      }
    }
  }
  return villageOfTitle(sheet, header)
}

/** "DANH SÁCH HỘ GIA ĐÌNH BẢN PÁ HẠ MỚI" names a village the commune does not have yet: the last kind word and what follows. */
const villageOfTitle = (sheet: Sheet, header: Header | null): string | null => {
  for (let row = 0; row < (header?.top ?? 0); row++) {
    const title = (sheet.rows[row] ?? [])
      .map((_, column) => textAt(sheet, row, column))
      .find(text => /^danh sách/iu.test(text))
    const words = (title ?? '').replace(/\s*[(,;].*$|\s+năm\s+\d.*$/iu, '').split(' ')
    for (let from = words.length - 2; from > 1; from--) {
      const rest = words.slice(from).join(' ')
      if (saysVillage(rest)) return rest
    }
  }
  return null
}

/** How a sheet would be read if nobody said anything. A sheet without heads of household is not taken. */
export const proposeMapping = (
  sheet: Sheet,
  header: Header | null,
  known: readonly { name: string }[],
): SheetMapping => {
  const columns = header ? proposeColumns(viewColumns(sheet, header)) : NO_COLUMNS
  const village = columns.village === null ? villageOfSheet(sheet, header, known) : null
  return { sheet: sheet.name, take: columns.head !== null, header, columns, village }
}

/** What a cell of a mapped column says; villages and addresses are often merged over their rows. */
export const mappedText = (sheet: Sheet, row: number, column: number | null, merged: boolean): string =>
  column === null ? '' : merged ? shownAt(sheet, row, column) : textAt(sheet, row, column)
