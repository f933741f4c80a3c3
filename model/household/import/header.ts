import { type ColumnKind, guessFromLabel } from '#model/household/import/column.ts'
import { mergeAt, type Sheet, shownAt, textAt, widthOf } from '#model/household/import/sheet.ts'

/** Rows of a table's heading, counted from 0, both inclusive. */
export type Header = { top: number; bottom: number }

const FIRST_ROWS = 60
const WORTH: Partial<Record<ColumnKind, number>> = {
  head: 10,
  headcount: 4,
  village: 3,
  address: 3,
  lane: 2,
  order: 2,
  relation: 2,
}

/** The heading of each column, its levels joined: "Nhân khẩu" over "Nữ" is "Nhân khẩu Nữ". */
export const labelsOf = (sheet: Sheet, header: Header): string[] =>
  Array.from({ length: widthOf(sheet) }, (_, column) => {
    const parts: string[] = []
    for (let row = header.top; row <= header.bottom; row++) {
      const merge = mergeAt(sheet, row, column)
      const text =
        isColumnNumbers(sheet, row) || (merge && isTitle(sheet, merge)) ? '' : shownAt(sheet, row, column)
      if (text !== '' && !parts.includes(text)) parts.push(text)
    }
    return parts.join(' ')
  })

/** A merge over most of the table's width is a title, whatever it says. */
const isTitle = (sheet: Sheet, merge: { left: number; right: number }): boolean =>
  merge.right - merge.left + 1 > Math.max(3, widthOf(sheet) * 0.6)

/** The row "(1) (2) (3)" or "A B 1 2" that forms print under their heading. */
export const isColumnNumbers = (sheet: Sheet, row: number): boolean => {
  if (String(sheet.rows[row]?.find(cell => cell !== '') ?? '').length > 12) return false
  const cells = (sheet.rows[row] ?? [])
    .map((_, column) => textAt(sheet, row, column))
    .filter(text => text !== '')
  if (cells.length < 3 || !cells.every(text => /^\(?(?:\d{1,2}|[A-Ha-h])\)?(?:\s*=.*)?$/.test(text)))
    return false
  const numbers = cells.map(text => Number(text.replace(/\D/g, ''))).filter(n => n > 0)
  return numbers.length >= 2 && numbers.every((n, i) => i === 0 || n === numbers[i - 1]! + 1)
}

const couldBeHeading = (sheet: Sheet, row: number): boolean => {
  const texts = Array.from({ length: widthOf(sheet) }, (_, column) => shownAt(sheet, row, column)).filter(
    text => text !== '',
  )
  return texts.length > 0 && texts.every(text => !/^[\d.,\s]+$/.test(text))
}

const worthOf = (labels: string[]): number => {
  const kinds = new Set<ColumnKind>()
  let sure = 0
  for (const guess of labels.map(guessFromLabel)) {
    if (guess === null || kinds.has(guess.kind)) continue
    kinds.add(guess.kind)
    sure += (WORTH[guess.kind] ?? 1) * (guess.sure ? 1 : 0.7)
  }
  return kinds.has('head') ? sure : 0
}

// A heading cell merged downwards shows that the heading goes on, even where its lower level says nothing we know.
const bottomOfMerges = (sheet: Sheet, { top, bottom }: Header): number =>
  sheet.merges
    .filter(merge => merge.top >= top && merge.top <= bottom && !isTitle(sheet, merge))
    .reduce((lowest, merge) => Math.max(lowest, Math.min(merge.bottom, bottom + 2)), bottom)

/**
 * Where the heading of the table stands, below titles and above the rows; null when no row names heads of household.
 * A heading has up to three levels; among equals the one with fewer levels, then the upper one.
 */
export const findHeader = (sheet: Sheet): Header | null => {
  let found: Header | null = null
  let most = 0
  for (let top = 0; top < Math.min(FIRST_ROWS, sheet.rows.length); top++) {
    for (let levels = 1; levels <= 3; levels++) {
      const bottom = top + levels - 1
      if (bottom >= sheet.rows.length || !couldBeHeading(sheet, bottom)) break
      const worth = worthOf(labelsOf(sheet, { top, bottom })) - (levels - 1) * 0.5
      if (worth > most) [found, most] = [{ top, bottom }, worth]
    }
  }
  if (found === null) return null
  found = { top: found.top, bottom: bottomOfMerges(sheet, found) }
  return isColumnNumbers(sheet, found.bottom + 1) ? { top: found.top, bottom: found.bottom + 1 } : found
}
