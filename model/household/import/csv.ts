import type { Sheet } from '#model/household/import/sheet.ts'

const SEPARATORS = [',', ';', '\t'] as const

/** The sign that splits most of the first lines; Vietnamese spreadsheets write semicolons, exports write commas. */
const separatorOf = (text: string): string => {
  const head = text.split(/\r?\n/, 20).join('\n')
  const counts = SEPARATORS.map(sign => head.split(sign).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!
}

/** Reads CSV text (RFC 4180, any of three separators, quoted fields with line breaks) into one sheet. */
export const parseCsv = (text: string, name: string, mostRows: number): Sheet => {
  const sign = separatorOf(text)
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  const endField = () => {
    rows.at(-1)!.push(field)
    field = ''
  }
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!
    if (quoted) {
      if (letter !== '"') field += letter
      else if (text[i + 1] === '"') field += text[++i]!
      else quoted = false
    } else if (letter === '"' && field === '') quoted = true
    else if (letter === sign) endField()
    else if (letter === '\n') {
      endField()
      if (rows.length >= mostRows) return { name, rows, merges: [] }
      rows.push([])
    } else if (letter !== '\r') field += letter
  }
  endField()
  return { name, rows, merges: [] }
}

// What begins like a formula is run by spreadsheet programs, whoever wrote it; after this sign it is text.
const plain = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const field = (value: string | number | null): string => {
  const text = typeof value === 'string' ? plain(value) : `${value ?? ''}`
  return /[",;\n\r\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes rows as CSV (RFC 4180) that spreadsheet programs open without running anything. Null is an empty field. */
export const writeCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map(row => `${row.map(field).join(',')}\r\n`).join('')
