import { bytesOf, escapeXml, pack, textOf, unpack } from '#documents/zip.ts'

/** How a sheet of a workbook is laid on A4. `left` is the margin in mm; `headings` are the rows repeated on every page. */
export type PrintedSheet = {
  name: string
  landscape?: boolean
  left?: number
  headings?: readonly [from: number, to: number]
}

const inches = (mm: number) => (mm / 25.4).toFixed(4)

/**
 * What the writer has no words for: margins, one page wide, headings repeated on every page, page numbers from the second
 * page, and the mark of demonstration data.
 * @param sheets in the order of the workbook
 */
export const forPrinting = (
  bytes: Uint8Array,
  sheets: readonly PrintedSheet[],
  mark: string | null,
): Uint8Array => {
  const parts = unpack(bytes)
  const said = mark ? `&amp;R&amp;8${escapeXml(mark)}` : ''
  for (const [i, { landscape, left = 15 }] of sheets.entries()) {
    const path = `xl/worksheets/sheet${i + 1}.xml`
    const setup =
      `<pageMargins left="${inches(left)}" right="${inches(15)}" top="${inches(20)}" bottom="${inches(20)}" header="0.3" footer="0.3"/>` +
      `<pageSetup paperSize="9" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>` +
      `<headerFooter differentFirst="1"><oddHeader>&amp;C&amp;P${said}</oddHeader><firstHeader>${said}</firstHeader></headerFooter>`
    const sheet = textOf(parts[path]!)
      .replace(/<pageMargins[^>]*\/>|<pageSetup[^>]*\/>/g, '')
      .replace(/<sheetPr\/>|<sheetPr>.*?<\/sheetPr>/, '')
      .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
      .replace('</worksheet>', `${setup}</worksheet>`)
    parts[path] = bytesOf(sheet)
  }
  const titles = sheets.flatMap(({ name, headings }, i) => {
    if (!headings) return []
    const rows = `'${name.replaceAll("'", "''")}'!$${headings[0]}:$${headings[1]}`
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeXml(rows)}</definedName>`
  })
  const workbook = textOf(parts['xl/workbook.xml']!).replace(/<definedNames\s*\/>/, '')
  parts['xl/workbook.xml'] = bytesOf(
    titles.length === 0
      ? workbook
      : workbook.replace('</sheets>', `</sheets><definedNames>${titles.join('')}</definedNames>`),
  )
  return pack(parts)
}
