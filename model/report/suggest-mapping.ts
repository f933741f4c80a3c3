import { fold } from '#model/kit/text.ts'
import type {
  NamedIndicator,
  TemplateCell,
  TemplateDescription,
  TemplateMapping,
} from '#model/report/template.ts'
import { keyOfTag, VALUE_COLUMNS, type ValueColumn } from '#model/report/values.ts'

/** Labels of a form with the text that belongs beside or below them. */
const TEXT_LABELS: [words: string[], key: string][] = [
  [['don vi bao cao', 'don vi', 'ten don vi'], 'unit.name'],
  [['xa phuong', 'ten xa', 'xa phuong dac khu'], 'unit.commune'],
  [['ky bao cao', 'ky'], 'period.label'],
  [['ket qua noi bat'], 'narrative.highlights'],
  [['kho khan vuong mac', 'kho khan', 'ton tai kho khan'], 'narrative.difficulties'],
  [['kien nghi de xuat', 'de xuat kien nghi', 'kien nghi'], 'narrative.proposals'],
  [['nhiem vu ky toi', 'phuong huong nhiem vu', 'nhiem vu thang toi'], 'narrative.next'],
]

// Numbering of a row ("1.2", "IV.", "a)") and remarks in brackets say nothing about what is counted.
const labelOf = (text: string): string =>
  fold(
    text
      .replace(/\([^)]*\)/g, ' ')
      .replace(/^\s*(?:[-+*•]|\d+(?:\.\d+)*[.)]?|[IVX]+[.)]|[a-zđ][.)])\s+/u, ' '),
  )

const contains = (text: string, phrase: string) => ` ${text} `.includes(` ${phrase} `)

const words = (text: string) => text.split(' ').length

/** Which of the four columns a header names, or null. One-word names must be the whole header; a long text is no header. */
export const columnOf = (header: string): ValueColumn | null => {
  const text = fold(header)
  for (const [column, phrases] of Object.entries(VALUE_COLUMNS) as [ValueColumn, readonly string[]][])
    if (
      phrases.some(
        phrase =>
          text === phrase ||
          (phrase.includes(' ') && contains(text, phrase) && words(text) <= words(phrase) + 4),
      )
    )
      return column
  return null
}

/** How alike two labels are, 0 to 1: shared words over all words, whole containment nearly the same. */
export const likeness = (one: string, other: string): number => {
  if (one === '' || other === '') return 0
  if (one === other) return 1
  const [a, b] = [new Set(one.split(' ')), new Set(other.split(' '))]
  const shared = [...a].filter(word => b.has(word)).length
  const dice = (2 * shared) / (a.size + b.size)
  const whole = Math.min(a.size, b.size) >= 3 && (contains(one, other) || contains(other, one))
  return whole ? Math.max(dice, 0.9) : dice
}

const ENOUGH = 0.72

/** Sub-rows repeat under several indicators: the one under the last indicator seen is meant. */
const recognise = (
  label: string,
  units: Set<string>,
  indicators: readonly NamedIndicator[],
  parent: string | null,
) => {
  let best: { indicator: NamedIndicator; score: number } | null = null
  for (const indicator of indicators) {
    if (units.size > 0 && !units.has(fold(indicator.unit) || indicator.unit)) continue
    const own = indicator.parent === null || indicator.parent === parent
    const score = likeness(label, labelOf(indicator.name)) - (own ? 0 : 0.2)
    if (score >= ENOUGH && (!best || score > best.score)) best = { indicator, score }
  }
  return best?.indicator ?? null
}

type Header = Map<number, ValueColumn>

const readHeader = (row: readonly TemplateCell[], header: Header): Header => {
  const found: Header = new Map()
  for (const cell of row) {
    const column = columnOf(cell.text)
    if (column) for (let i = 0; i < cell.span; i++) found.set(cell.column + i, column)
  }
  // One such word alone is more likely a sentence than a header, unless a header was already begun above.
  return new Set(found.values()).size >= 2 || (found.size > 0 && header.size > 0)
    ? new Map([...header, ...found])
    : header
}

const suggestGrid = (
  rows: readonly TemplateCell[][],
  indicators: readonly NamedIndicator[],
  mapping: TemplateMapping,
) => {
  const unitWords = new Set(indicators.map(indicator => fold(indicator.unit) || indicator.unit))
  let header: Header = new Map()
  let parent: string | null = null
  const begun = new Set<string>()
  for (const row of rows) {
    header = readHeader(row, header)
    const units = new Set(
      row.map(cell => fold(cell.text) || cell.text.trim()).filter(text => unitWords.has(text)),
    )
    for (const cell of row) {
      if (cell.empty || columnOf(cell.text)) continue
      const indicator = recognise(labelOf(cell.text), units, indicators, parent)
      if (!indicator || begun.has(indicator.code)) continue
      parent = indicator.parent ?? indicator.code
      const taken = new Set<ValueColumn>()
      for (const place of row) {
        const column = header.get(place.column)
        if (
          !column ||
          taken.has(column) ||
          place.column < cell.column + cell.span ||
          !place.empty ||
          place.formula
        )
          continue
        mapping[place.ref] = `${indicator.code}.${column}`
        taken.add(column)
      }
      if (taken.size > 0) begun.add(indicator.code)
      break
    }
  }
}

const suggestTexts = (rows: readonly TemplateCell[][], mapping: TemplateMapping) => {
  rows.forEach((row, at) => {
    for (const cell of row) {
      const label = labelOf(cell.text.replace(/:\s*$/, ''))
      const key = TEXT_LABELS.find(([words]) => words.includes(label))?.[1]
      if (!key || Object.values(mapping).includes(key)) continue
      const beside = row.find(other => other.column === cell.column + cell.span)
      const below = rows[at + 1]?.find(other => other.column === cell.column)
      const place = [beside, key.startsWith('narrative.') ? below : undefined].find(
        other => other?.empty && !other.formula && !(other.ref in mapping),
      )
      if (place) mapping[place.ref] = key
    }
  })
}

/**
 * A first guess of where the values of a report go in a form: rows by the names of the indicators, columns by their
 * headers ("Trong kỳ", "Lũy kế"), tags by their names. Only empty cells without a formula are ever proposed.
 */
export const suggestMapping = (
  form: TemplateDescription,
  indicators: readonly NamedIndicator[],
): TemplateMapping => {
  const mapping: TemplateMapping = {}
  for (const grid of form.grids) {
    suggestGrid(grid.rows, indicators, mapping)
    suggestTexts(grid.rows, mapping)
  }
  for (const tag of form.tags) {
    const key = keyOfTag(tag)
    if (key) mapping[`{${tag}}`] = key
  }
  return mapping
}
