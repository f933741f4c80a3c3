import { bytesOf, escapeXml, textOf, unescapeXml } from '#documents/zip.ts'
import type { Parts } from '#upload/unzip.ts'

/** Where each sheet of a workbook lies in its archive, by name, in order. */
export const sheetPaths = (parts: Parts): Map<string, string> => {
  const workbook = textOf(parts['xl/workbook.xml'] ?? new Uint8Array())
  const relations = textOf(parts['xl/_rels/workbook.xml.rels'] ?? new Uint8Array())
  const targets = new Map<string, string>()
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const id = attribute(tag, 'Id')
    const target = attribute(tag, 'Target')
    if (id && target) targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  const found = new Map<string, string>()
  for (const [tag] of workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const path = targets.get(attribute(tag, 'r:id') ?? attribute(tag, 'id') ?? '')
    const name = attribute(tag, 'name')
    if (path?.endsWith('.xml') && name !== null && parts[path]) found.set(name, path)
  }
  return found
}

export const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name.replace(':', '\\:')}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : null
}

/** Which cell styles show a share as a percentage: such a cell holds 0.503 to show 50,3%. */
export const percentStyles = (parts: Parts): Set<number> => {
  const styles = textOf(parts['xl/styles.xml'] ?? new Uint8Array())
  const custom = new Set<string>()
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g))
    if (attribute(tag, 'formatCode')?.includes('%')) custom.add(attribute(tag, 'numFmtId') ?? '')
  const list = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(styles)?.[1] ?? ''
  const found = new Set<number>()
  ;[...list.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].forEach(([tag], i) => {
    const format = attribute(tag, 'numFmtId') ?? ''
    if (format === '9' || format === '10' || custom.has(format)) found.add(i)
  })
  return found
}

export const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
export const columnLetters = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : columnLetters(Math.floor((column - 1) / 26)) + columnLetters(((column - 1) % 26) + 1)

export const splitRef = (ref: string): { column: number; row: number } | null => {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(ref)
  return found ? { column: columnNumber(found[1]!), row: Number(found[2]) } : null
}

const cellXml = (prefix: string, ref: string, style: string | null, value: number | string): string => {
  const open = `<${prefix}c r="${ref}"${style === null ? '' : ` s="${style}"`}`
  if (value === '') return `${open}/>`
  if (typeof value === 'number') return `${open}><${prefix}v>${value}</${prefix}v></${prefix}c>`
  return `${open} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(value)}</${prefix}t></${prefix}is></${prefix}c>`
}

/**
 * Writes one value into the XML of a sheet. The cell keeps its style; a cell or row that is not there is made in its
 * order. A formula that stood there gives way.
 */
export const setCell = (
  sheet: string,
  ref: string,
  value: number | string,
  percent: ReadonlySet<number>,
): string => {
  const at = splitRef(ref)
  if (!at) return sheet
  const prefix = /<(\w+:)?worksheet\b/.exec(sheet)?.[1] ?? ''
  const write = (style: string | null) => {
    const share = typeof value === 'number' && style !== null && percent.has(Number(style))
    return cellXml(prefix, ref, style, share ? Number(((value as number) / 100).toFixed(6)) : value)
  }
  const cell = new RegExp(
    `<${prefix}c\\b(?=[^>]*\\sr="${ref}")(?:[^>]*/>|[^>]*>[\\s\\S]*?</${prefix}c>)`,
  ).exec(sheet)
  if (cell) {
    const tag = cell[0].slice(0, cell[0].indexOf('>') + 1)
    return sheet.slice(0, cell.index) + write(attribute(tag, 's')) + sheet.slice(cell.index + cell[0].length)
  }
  return insertCell(sheet, prefix, at, write(null))
}

const insertCell = (
  sheet: string,
  prefix: string,
  at: { column: number; row: number },
  xml: string,
): string => {
  const row = new RegExp(
    `<${prefix}row\\b(?=[^>]*\\sr="${at.row}")(?:[^>]*/>|[^>]*>[\\s\\S]*?</${prefix}row>)`,
  ).exec(sheet)
  if (!row) return insertRow(sheet, prefix, at.row, `<${prefix}row r="${at.row}">${xml}</${prefix}row>`)
  const whole = row[0]
  const open = whole.slice(0, whole.indexOf('>') + 1)
  if (open.endsWith('/>')) {
    return (
      sheet.slice(0, row.index) +
      `${open.slice(0, -2)}>${xml}</${prefix}row>` +
      sheet.slice(row.index + whole.length)
    )
  }
  const later = [...whole.matchAll(new RegExp(`<${prefix}c\\b[^>]*\\sr="([A-Z]+)\\d+"`, 'g'))].find(
    found => columnNumber(found[1]!) > at.column,
  )
  const place = row.index + (later?.index ?? whole.length - `</${prefix}row>`.length)
  return sheet.slice(0, place) + xml + sheet.slice(place)
}

const insertRow = (sheet: string, prefix: string, number: number, xml: string): string => {
  const later = [...sheet.matchAll(new RegExp(`<${prefix}row\\b[^>]*\\sr="(\\d+)"`, 'g'))].find(
    found => Number(found[1]) > number,
  )
  if (later) return sheet.slice(0, later.index) + xml + sheet.slice(later.index)
  const empty = new RegExp(`<${prefix}sheetData\\s*/>`)
  if (empty.test(sheet)) return sheet.replace(empty, `<${prefix}sheetData>${xml}</${prefix}sheetData>`)
  return sheet.replace(`</${prefix}sheetData>`, `${xml}</${prefix}sheetData>`)
}

/** Results that were reckoned before the values came are dropped, and the workbook is told to reckon anew. */
export const forgetResults = (parts: Parts, paths: Iterable<string>): void => {
  for (const path of paths) {
    const sheet = textOf(parts[path]!)
    const fresh = sheet.replace(
      /(<(?:\w+:)?f\b(?:[^>]*\/>|[^>]*>[\s\S]*?<\/(?:\w+:)?f>))\s*<(?:\w+:)?v>[^<]*<\/(?:\w+:)?v>/g,
      '$1',
    )
    parts[path] = bytesOf(fresh)
  }
  delete parts['xl/calcChain.xml']
  const drop = (path: string, tag: RegExp) => {
    if (parts[path]) parts[path] = bytesOf(textOf(parts[path]).replace(tag, ''))
  }
  drop('[Content_Types].xml', /<(?:\w+:)?Override\b[^>]*calcChain[^>]*\/>/g)
  drop('xl/_rels/workbook.xml.rels', /<(?:\w+:)?Relationship\b[^>]*calcChain[^>]*\/>/g)
  const workbook = textOf(parts['xl/workbook.xml']!)
  const prefix = /<(\w+:)?workbook\b/.exec(workbook)?.[1] ?? ''
  const calc = `<${prefix}calcPr fullCalcOnLoad="1"/>`
  const old = new RegExp(`<${prefix}calcPr\\b[^>]*/>`)
  parts['xl/workbook.xml'] = bytesOf(
    old.test(workbook) ? workbook.replace(old, calc) : withCalc(workbook, prefix, calc),
  )
}

// calcPr has its place in the order of a workbook: after the names, else after the sheets.
const withCalc = (workbook: string, prefix: string, calc: string): string => {
  const after = workbook.includes(`</${prefix}definedNames>`)
    ? `</${prefix}definedNames>`
    : `</${prefix}sheets>`
  return workbook.replace(after, `${after}${calc}`)
}

// What may follow the header and footer in a sheet, by the order of the standard.
const AFTER_HEADER =
  'rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst'

/** Says in the printed header of a sheet what it is; a header of the form itself gives way. */
export const withHeader = (sheet: string, mark: string): string => {
  const prefix = /<(\w+:)?worksheet\b/.exec(sheet)?.[1] ?? ''
  const header = `<${prefix}headerFooter><${prefix}oddHeader>&amp;R&amp;B${escapeXml(mark)}</${prefix}oddHeader></${prefix}headerFooter>`
  const bare = sheet.replace(
    new RegExp(`<${prefix}headerFooter\\b(?:[^>]*/>|[^>]*>[\\s\\S]*?</${prefix}headerFooter>)`),
    '',
  )
  const next = new RegExp(`<${prefix}(?:${AFTER_HEADER})\\b|</${prefix}worksheet>`).exec(bare)
  return next ? bare.slice(0, next.index) + header + bare.slice(next.index) : bare
}
