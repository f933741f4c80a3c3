import { isColumnNumbers, labelsOf } from '#model/household/import/header.ts'
import type { SheetMapping } from '#model/household/import/mapping.ts'
import { mappedText, viewColumns } from '#model/household/import/mapping.ts'
import { mergeAt, type Sheet, textAt, widthOf } from '#model/household/import/sheet.ts'
import { looksLikeName, readCount, writeName } from '#model/household/import/value.ts'
import { saysVillage, writeVillage } from '#model/household/import/village-name.ts'
import { fold, tidy } from '#model/kit/text.ts'

/** Errors: the row cannot be taken. Warnings: it is taken, and the officer is told what to look at. */
export const ROW_ERRORS = ['head-missing', 'head-not-a-name', 'village-missing'] as const
export const ROW_WARNINGS = [
  'headcount-missing',
  'headcount-not-a-number',
  'headcount-large',
  'text-cut',
  'same-name',
] as const
export type RowProblem = (typeof ROW_ERRORS)[number] | (typeof ROW_WARNINGS)[number]
export const isRowError = (problem: RowProblem): boolean =>
  (ROW_ERRORS as readonly string[]).includes(problem)

/** A home as the file tells it. `row` is the number the spreadsheet shows (from 1). Texts are NFC. */
export type ReadRow = {
  sheet: string
  row: number
  head: string
  address: string | null
  lane: string | null
  /** People of the home, or null when the file does not say so in a way we can read. */
  headcount: number | null
  village: string | null
  problems: RowProblem[]
  /** What the other columns say, without the numbers of the list: equal for a row written twice. */
  rest: string
}

/** Rows that are no home: counted and told, so that nothing disappears silently. */
export const NOT_HOMES = [
  'subtotal',
  'section',
  'repeated-heading',
  'footer',
  'person',
  'only-a-number',
] as const
export type NotHome = { sheet: string; row: number; why: (typeof NOT_HOMES)[number] }

const MOST_PEOPLE = 30
const ACCEPTED_PEOPLE = 60
const LONGEST = { head: 120, address: 200, lane: 120 } as const

// "Cộng tác viên" in a remark is no subtotal, so the bare word counts only alone or before what is added up.
const SUBTOTAL =
  /^tổng(?=[\s:,.]|$)|^cộng(?:\s*[:,.(]|$|\s+(?:trang|mang|chuyển|dồn|bản|thôn|xóm|tổ|toàn|xã))|^tong (?:cong|so)(?=[\s:,.]|$)|^cong$/u
const FOOTER =
  /(?:^|\s)(?:người lập|ký, ghi rõ|\(ký|uỷ ban nhân dân|ủy ban nhân dân|nơi nhận|chủ tịch|trưởng (?:thôn|bản|khu|xóm|ấp)|tổ trưởng)|ngày\s*[\d.…_]*\s*tháng\s*[\d.…_]*\s*năm/u

const cut = (text: string, longest: number, problems: RowProblem[]): string => {
  if (text.length <= longest) return text
  problems.push('text-cut')
  return tidy(text.slice(0, longest))
}

/** "Số 4, ngõ 2, thôn Đông" names the village inside the address: both parts, or no village. */
const splitAddress = (address: string): { address: string; village: string | null } => {
  const parts = address
    .split(/[,;]\s*|\s+-\s+/)
    .map(tidy)
    .filter(part => part !== '')
  const village = parts.find(saysVillage)
  if (village === undefined) return { address, village: null }
  return { address: parts.filter(part => part !== village).join(', '), village }
}

const headcountOf = (text: string, problems: RowProblem[]): number | null => {
  if (text === '') {
    problems.push('headcount-missing')
    return null
  }
  const count = readCount(text)
  if (count === null || count === 0) {
    problems.push('headcount-not-a-number')
    return null
  }
  if (count > MOST_PEOPLE) problems.push('headcount-large')
  return count > ACCEPTED_PEOPLE ? null : count
}

/**
 * The homes of a sheet under a mapping, and the rows that are none. A row naming a village ("II. Bản Co Chàm")
 * gives it to the rows below. With a `relation` column the list is one of people: the heads are taken, the others
 * are only counted.
 */
export const readRows = (sheet: Sheet, mapping: SheetMapping): { rows: ReadRow[]; notHomes: NotHome[] } => {
  const rows: ReadRow[] = []
  const notHomes: NotHome[] = []
  const { columns, header } = mapping
  if (!mapping.take || columns.head === null) return { rows, notHomes }
  const labels = header ? labelsOf(sheet, header) : []
  const others = viewColumns(sheet, header)
    .filter(column => column.kind !== 'order' && !Object.values(columns).includes(column.index))
    .map(column => column.index)
    .filter(column => column > 0 || labels[0] !== '')
  let village = mapping.village === null ? null : writeVillage(mapping.village)
  let inFooter = false
  let people: ReadRow | null = null

  for (let r = header ? header.bottom + 1 : 0; r < sheet.rows.length; r++) {
    const filled = Array.from({ length: widthOf(sheet) }, (_, c) => textAt(sheet, r, c)).filter(
      text => text !== '',
    )
    if (filled.length === 0) continue
    const leave = (why: NotHome['why']) => void notHomes.push({ sheet: sheet.name, row: r + 1, why })
    const headText = textAt(sheet, r, columns.head)

    if (isHeadingAgain(sheet, r, labels, columns.head) || isColumnNumbers(sheet, r)) {
      inFooter = false
      leave('repeated-heading')
      continue
    }
    if (inFooter || isFooter(filled, headText)) {
      inFooter = true
      leave('footer')
      continue
    }
    if (isSubtotal(sheet, r, columns.head)) {
      leave('subtotal')
      continue
    }
    if (filled.length === 1 && headText === '' && /^\d+[.)]?$/.test(filled[0]!)) {
      leave('only-a-number')
      continue
    }
    // A village column with nothing else in its row is a home that lacks its head, not a heading for the rows below.
    const section = textAt(sheet, r, columns.village ?? -1) === '' ? sectionOf(filled, headText) : null
    if (section !== null) {
      village = writeVillage(section)
      leave('section')
      continue
    }
    const headMerge = mergeAt(sheet, r, columns.head)
    const goesOn = headMerge !== undefined && headMerge.top < r
    const relation = fold(mappedText(sheet, r, columns.relation, false))
    if (goesOn || (columns.relation !== null && relation !== 'chu ho' && relation !== 'ch')) {
      if (people && columns.headcount === null) people.headcount = (people.headcount ?? 1) + 1
      leave('person')
      continue
    }

    const problems: RowProblem[] = []
    const own = mappedText(sheet, r, columns.village, true)
    const told = splitAddress(mappedText(sheet, r, columns.address, true))
    const inside = own === '' ? told : { address: mappedText(sheet, r, columns.address, true), village: null }
    const head = writeName(headText)
    if (head === '') problems.push('head-missing')
    else if (!looksLikeName(head)) problems.push('head-not-a-name')
    const place =
      own !== '' ? writeVillage(own) : inside.village !== null ? writeVillage(inside.village) : village
    if (place === null || place === '') problems.push('village-missing')
    const lane = mappedText(sheet, r, columns.lane, true)
    const counted = columns.headcount === null && columns.relation !== null
    const home: ReadRow = {
      sheet: sheet.name,
      row: r + 1,
      head: cut(head, LONGEST.head, problems),
      address: cut(inside.address, LONGEST.address, problems) || null,
      lane: cut(lane, LONGEST.lane, problems) || null,
      headcount: counted
        ? 1
        : columns.headcount === null
          ? null
          : headcountOf(mappedText(sheet, r, columns.headcount, false), problems),
      village: place === '' ? null : place,
      problems,
      rest: others.map(column => textAt(sheet, r, column)).join('\u0000'),
    }
    people = home
    rows.push(home)
  }
  return { rows, notHomes }
}

const isHeadingAgain = (sheet: Sheet, row: number, labels: string[], head: number): boolean => {
  const text = fold(textAt(sheet, row, head))
  return text !== '' && text === fold(labels[head] ?? '')
}

const isSubtotal = (sheet: Sheet, row: number, head: number): boolean =>
  Array.from({ length: head + 1 }, (_, column) => textAt(sheet, row, column)).some(text =>
    SUBTOTAL.test(text.toLowerCase()),
  )

// The place for signatures: a few words far from a table row, never with a head of household and a number beside it.
const isFooter = (filled: string[], headText: string): boolean => {
  if (filled.length > 4 || (headText !== '' && filled.some(value => /^\d+$/.test(value)))) return false
  return FOOTER.test(filled.join(' ').toLowerCase())
}

/** A row that only names a village, perhaps with a number or a Roman numeral before it. */
const sectionOf = (filled: string[], headText: string): string | null => {
  const words = filled.filter(text => !/^(?:[IVXLC]+|[A-Z]|[\d.,]+)[.)]?$/u.test(text))
  if (words.length !== 1 || filled.length > 3) return null
  const [text] = words as [string]
  const bare = text
    .replace(/^\s*(?:[IVXLC]+|\d+)[.)]\s+/u, '')
    .replace(/[:\s]+$/u, '')
    .replace(/\s*[(:].*$/u, '')
  return saysVillage(bare) && (headText === '' || headText === text) ? bare : null
}
