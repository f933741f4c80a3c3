import type { Header } from '#model/household/import/header.ts'
import { labelsOf } from '#model/household/import/header.ts'
import { type Sheet, shownAt, textAt, widthOf } from '#model/household/import/sheet.ts'
import { looksLikeName, writeName } from '#model/household/import/value.ts'
import { type Day, isDay } from '#model/kit/day.ts'
import { fold, tidy } from '#model/kit/text.ts'
import {
  guessRosterColumn,
  NO_ROSTER_COLUMNS,
  type RosterColumn,
  type RosterMapping,
} from '#model/roster/column.ts'
import { phoneOf } from '#model/team/application.ts'
import type { MemberRole } from '#model/team/member.ts'

/** Errors: the row cannot be taken. Warnings: it is taken, and it is said what to look at. */
export const ROSTER_ERRORS = ['name-missing', 'team-missing', 'commune-missing', 'commune-unknown'] as const
export const ROSTER_WARNINGS = ['phone-wrong', 'birth-wrong', 'phone-shared', 'person-elsewhere'] as const
export type RosterProblem = (typeof ROSTER_ERRORS)[number] | (typeof ROSTER_WARNINGS)[number]
export const isRosterError = (problem: RosterProblem): boolean =>
  (ROSTER_ERRORS as readonly string[]).includes(problem)

/** A member of a team as a file tells it. `row` is the number the spreadsheet shows. */
export type RosterRow = {
  sheet: string
  row: number
  commune: string | null
  team: string | null
  decisionNumber: string | null
  decisionDay: Day | null
  signer: string | null
  name: string
  role: MemberRole
  birthYear: number | null
  sex: 'female' | 'male' | null
  phone: string | null
  affiliation: string | null
  problems: RosterProblem[]
}

const FIRST_ROWS = 40

/** Where the heading stands: the row, of one or two levels, whose labels name most of what is taken, a name among them. */
export const findRosterHeader = (sheet: Sheet): Header | null => {
  let found: Header | null = null
  let most = 1
  for (let top = 0; top < Math.min(FIRST_ROWS, sheet.rows.length); top++) {
    for (const bottom of [top, top + 1]) {
      if (bottom >= sheet.rows.length) continue
      const kinds = new Set(labelsOf(sheet, { top, bottom }).map(guessRosterColumn))
      const worth = kinds.size - (kinds.has(null) ? 1 : 0) - (bottom - top) * 0.5
      if (kinds.has('name') && worth > most) {
        most = worth
        found = { top, bottom }
      }
    }
  }
  return found
}

/** Which column holds what, by the headings. */
export const proposeRoster = (sheet: Sheet, header: Header | null): RosterMapping => {
  const mapping: RosterMapping = { ...NO_ROSTER_COLUMNS }
  if (!header) return mapping
  labelsOf(sheet, header).forEach((label, index) => {
    const kind = guessRosterColumn(label)
    if (kind !== null && kind !== 'never' && mapping[kind] === null) mapping[kind] = index
  })
  return mapping
}

/** The sheet without columns of papers' numbers, by heading or by what stands in them. */
export const withoutPaperColumns = (sheet: Sheet): Sheet => {
  const header = findRosterHeader(sheet)
  const labels = header ? labelsOf(sheet, header) : []
  const first = header ? header.bottom + 1 : 0
  const dropped = new Set(
    Array.from({ length: widthOf(sheet) }, (_, column) => column).filter(column => {
      if (guessRosterColumn(labels[column] ?? '') === 'never') return true
      const values = sheet.rows.slice(first).flatMap((_, i) => textAt(sheet, first + i, column) || [])
      const papers = values.filter(value => /^\d{12}$|^\d{9}$/.test(value.replace(/[\s.]/g, '')))
      return values.length > 0 && papers.length >= values.length * 0.6
    }),
  )
  if (dropped.size === 0) return sheet
  const rows = sheet.rows.map((row, r) => row.map((cell, c) => (r >= first && dropped.has(c) ? '' : cell)))
  return { ...sheet, rows }
}

const dayOfText = (text: string): Day | null => {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const day = found ? `${found[3]}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}` : text
  return isDay(day) ? day : null
}

const roleOf = (text: string): MemberRole => {
  const said = fold(text)
  if (/\bto pho\b|\bpho to\b/.test(said)) return 'deputy'
  if (/\bto truong\b|^truong to\b/.test(said)) return 'leader'
  if (/\bchuyen gia\b/.test(said)) return 'specialist'
  return 'member'
}

const sexOf = (text: string): RosterRow['sex'] => {
  const said = fold(text)
  return said === 'nu' ? 'female' : said === 'nam' ? 'male' : null
}

/** "Tổ công nghệ số cộng đồng Bản Co Chàm" serves "Bản Co Chàm": the words of the team's kind are not its place. */
export const placeOfTeam = (text: string): string =>
  tidy(
    text
      .replace(/^\s*(?:[IVXLC]+|\d+)[.)]\s+/u, '')
      .replace(
        /^tổ\s+(?:(?:công nghệ|chuyển đổi)\s+số(?:\s+cộng đồng)?|cnsc[đd]|cđs\s*cđ)\s*[:,-]?\s*(?=\S)/iu,
        '',
      ),
  )

/**
 * The members of a sheet. Teams and communes are often written once and hold for the rows below, in a merged cell, an
 * empty one, or a line of its own ("II. Tổ công nghệ số cộng đồng bản Co Chàm").
 */
export const readRoster = (sheet: Sheet, header: Header | null, mapping: RosterMapping): RosterRow[] => {
  if (mapping.name === null) return []
  const rows: RosterRow[] = []
  const held: Partial<Record<RosterColumn, string>> = {}
  const at = (row: number, column: RosterColumn): string => {
    const index = mapping[column]
    return index === null ? '' : shownAt(sheet, row, index)
  }
  const nameLabel = fold(header ? (labelsOf(sheet, header)[mapping.name] ?? '') : '')
  for (let r = header ? header.bottom + 1 : 0; r < sheet.rows.length; r++) {
    const filled = Array.from({ length: widthOf(sheet) }, (_, c) => textAt(sheet, r, c)).filter(
      text => text !== '',
    )
    if (filled.length === 0) continue
    const words = filled.filter(text => !/^(?:[IVXLC]+|[\d.,]+)[.)]?$/u.test(text))
    if (words.length === 1 && filled.length <= 2) {
      const line = words[0]!.replace(/^\s*(?:[IVXLC]+|\d+)[.)]\s+/u, '')
      if (/^(?:xã|phường|đặc khu)\s/iu.test(line)) held.commune = line
      else if (/^tổ\s/iu.test(line)) held.team = line
      if (/^(?:xã|phường|đặc khu|tổ)\s/iu.test(line) || /^(?:tổng|cộng)/iu.test(line)) continue
    }
    const name = writeName(textAt(sheet, r, mapping.name))
    const said = filled.join(' ').toLowerCase()
    if (name === '' && (filled.length < 3 || /^(?:tổng|cộng)/.test(said))) continue
    if (fold(name) === nameLabel) continue // the heading again
    for (const column of ['commune', 'team', 'village', 'decisionNumber', 'decisionDay', 'signer'] as const) {
      const text = at(r, column)
      if (text === '') continue
      // Another team begins: what was said of the one before does not hold for it.
      if (column === 'team' && text !== held.team) {
        delete held.decisionNumber
        delete held.decisionDay
        delete held.signer
      }
      held[column] = text
    }
    const problems: RosterProblem[] = []
    if (name === '' || !looksLikeName(name)) problems.push('name-missing')
    const place = placeOfTeam(held.team ?? held.village ?? '')
    if (place === '') problems.push('team-missing')
    const phoneText = textAt(sheet, r, mapping.phone ?? -1)
    const digits = phoneText.replace(/\D/g, '')
    // A spreadsheet takes the first 0 of a number away.
    const phone = phoneText === '' ? null : phoneOf(/^[35789]\d{8}$/.test(digits) ? `0${digits}` : phoneText)
    if (phoneText !== '' && phone === null) problems.push('phone-wrong')
    const birthText = textAt(sheet, r, mapping.birthYear ?? -1)
    const year = Number(/(?:19|20)\d\d/.exec(birthText)?.[0] ?? Number.NaN)
    const birthYear = year >= 1920 && year <= 2015 ? year : null
    if (birthText !== '' && birthYear === null) problems.push('birth-wrong')
    rows.push({
      sheet: sheet.name,
      row: r + 1,
      commune: held.commune ? tidy(held.commune) : null,
      team: place === '' ? null : place.slice(0, 120),
      decisionNumber: held.decisionNumber?.slice(0, 60) ?? null,
      decisionDay: dayOfText(held.decisionDay ?? ''),
      signer: held.signer?.slice(0, 120) ?? null,
      name: name.slice(0, 120),
      role: roleOf(at(r, 'role') || at(r, 'affiliation')),
      birthYear,
      sex: sexOf(textAt(sheet, r, mapping.sex ?? -1)),
      phone,
      affiliation: textAt(sheet, r, mapping.affiliation ?? -1).slice(0, 120) || null,
      problems,
    })
  }
  return rows
}
