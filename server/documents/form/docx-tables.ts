import { isBlank, type TemplateCell, type TemplateGrid } from '@tung-nha/model/report/template.ts'
import { escapeXml, unescapeXml } from '#documents/zip.ts'

/** A cell of a Word table: where its inside lies in the XML, and its place on the grid. */
type Cell = { ref: string; from: number; to: number; column: number; span: number; covered: boolean }
type Table = { number: number; rows: Cell[][] }

const TOKEN = /<w:(tbl|tr|tc)(?:\s[^>]*)?>|<\/w:(tbl|tr|tc)>/g
const numberIn = (xml: string, tag: string) =>
  Number(new RegExp(`<w:${tag}\\b[^>]*w:val="(\\d+)"`).exec(xml)?.[1] ?? 0)

/** Every table of a document in reading order, tables within cells numbered on their own. */
export const tablesOf = (xml: string): Table[] => {
  const tables: Table[] = []
  const open: { table: Table; cells: Cell[] | null; column: number; from: number }[] = []
  for (const token of xml.matchAll(TOKEN)) {
    const end = token.index + token[0].length
    const at = open.at(-1)
    if (token[1] === 'tbl') {
      const table: Table = { number: tables.length + 1, rows: [] }
      tables.push(table)
      open.push({ table, cells: null, column: 1, from: 0 })
    } else if (token[2] === 'tbl') open.pop()
    else if (!at) continue
    else if (token[1] === 'tr') {
      at.cells = []
      at.column = 1 + numberIn(xml.slice(end, end + 2000).split('<w:tc')[0]!, 'gridBefore')
    } else if (token[2] === 'tr' && at.cells) {
      at.table.rows.push(at.cells)
      at.cells = null
    } else if (token[1] === 'tc') at.from = end
    else if (token[2] === 'tc' && at.cells) {
      const properties = /^\s*<w:tcPr>[\s\S]*?<\/w:tcPr>/.exec(xml.slice(at.from, token.index))?.[0] ?? ''
      const span = Math.max(1, numberIn(properties, 'gridSpan'))
      const covered = /<w:vMerge(?:\s*\/>|\s+w:val="continue")/.test(properties)
      at.cells.push({
        ref: `T${at.table.number}R${at.table.rows.length + 1}C${at.cells.length + 1}`,
        from: at.from,
        to: token.index,
        column: at.column,
        span,
        covered,
      })
      at.column += span
    }
  }
  return tables
}

// More than a person would map by hand; a form beyond it is read only so far.
const TABLES = 40
const ROWS = 300

/** Text of a piece of a document, paragraphs by line. */
export const wordsOf = (xml: string): string =>
  unescapeXml(
    xml
      .replace(/<w:p(?:\s[^>]*)?\/>|<\/w:p>|<w:br\b[^>]*\/>/g, '\n')
      .replace(/<w:tab\b[^>]*\/>/g, ' ')
      .replace(/<w:instrText\b[\s\S]*?<\/w:instrText>/g, '')
      .replace(/<[^>]+>/g, ''),
  )
    .normalize('NFC')
    .trim()

/** Tables as the mapping page shows them; cells that a merge from above covers are left out. */
export const gridsOf = (xml: string): TemplateGrid[] =>
  tablesOf(xml)
    .slice(0, TABLES)
    .map(table => ({
      name: `Bảng ${table.number}`,
      rows: table.rows.slice(0, ROWS).map(row =>
        row
          .filter(cell => !cell.covered)
          .map((cell): TemplateCell => {
            const text = wordsOf(xml.slice(cell.from, cell.to)).slice(0, 500)
            return {
              ref: cell.ref,
              text,
              empty: isBlank(text),
              formula: false,
              column: cell.column,
              span: cell.span,
            }
          }),
      ),
    }))

const runOf = (text: string, properties: string): string => {
  const lines = text.split('\n').map(line => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
  return `<w:r>${properties}${lines.join('<w:br/>')}</w:r>`
}

// An empty cell without letters of its own is written as its row is, but neither bold nor italic.
const lettersBefore = (xml: string, row: readonly Cell[], cell: Cell): string => {
  const before = row.filter(other => other.to <= cell.from).map(other => xml.slice(other.from, other.to))
  const found =
    before
      .map(inside => /<w:r(?:\s[^>]*)?>\s*(<w:rPr>[\s\S]*?<\/w:rPr>)/.exec(inside)?.[1])
      .findLast(Boolean) ?? ''
  return found.replace(/<w:(?:b|bCs|i|iCs)(?:\s[^>]*)?\/>/g, '')
}

/** The inside of a cell with its first paragraph rewritten in the letters that stood there, or that its mark asks for. */
const rewritten = (inside: string, text: string, neighbour: string): string => {
  const empty = /<w:p(?:\s[^>]*)?\/>/.exec(inside)
  const full = /<w:p(?:\s[^>]*)?>([\s\S]*?)<\/w:p>/.exec(inside)
  if (empty && (!full || empty.index < full.index)) {
    const made = `${empty[0].slice(0, -2)}>${runOf(text, neighbour)}</w:p>`
    return inside.slice(0, empty.index) + made + inside.slice(empty.index + empty[0].length)
  }
  if (!full) return `${inside}<w:p>${runOf(text, neighbour)}</w:p>`
  const body = full[1]!
  const paragraph = /^\s*<w:pPr(?:\s*\/>|>[\s\S]*?<\/w:pPr>)/.exec(body)?.[0] ?? ''
  const runs = body.slice(paragraph.length)
  const properties =
    /<w:r(?:\s[^>]*)?>\s*(<w:rPr>[\s\S]*?<\/w:rPr>)/.exec(runs)?.[1] ??
    /<w:rPr>[\s\S]*?<\/w:rPr>/.exec(paragraph)?.[0] ??
    neighbour
  const open = full[0].slice(0, full[0].indexOf('>') + 1)
  const made = `${open}${paragraph}${runOf(text, properties)}</w:p>`
  return inside.slice(0, full.index) + made + inside.slice(full.index + full[0].length)
}

/** Writes texts into cells by ref; the rest of the document stays byte for byte. */
export const setCells = (xml: string, texts: ReadonlyMap<string, string>): string => {
  const rows = tablesOf(xml).flatMap(table => table.rows)
  const cells = rows.flatMap(row =>
    row
      .filter(cell => texts.has(cell.ref))
      .map(cell => ({ ...cell, letters: lettersBefore(xml, row, cell) })),
  )
  // From the end backwards, so that the places found before stay true; a cell within a written cell is left alone.
  let result = xml
  let from = Number.POSITIVE_INFINITY
  for (const cell of cells.sort((a, b) => b.from - a.from)) {
    if (cell.to > from) continue
    result =
      result.slice(0, cell.from) +
      rewritten(xml.slice(cell.from, cell.to), texts.get(cell.ref)!, cell.letters) +
      result.slice(cell.to)
    from = cell.from
  }
  return result
}

/** Says at the top of a document, in red, what it is: "DỮ LIỆU MINH HỌA". */
export const withMark = (xml: string, mark: string): string =>
  xml.replace(
    /<w:body(?:\s[^>]*)?>/,
    open =>
      `${open}<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="B3261E"/><w:sz w:val="18"/></w:rPr><w:t>${escapeXml(mark)}</w:t></w:r></w:p>`,
  )
