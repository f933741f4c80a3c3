/** Deeper than any input of ours; a hostile one must not exhaust the stack. */
const DEEPEST = 40

/** Text as the database can hold it and as we compare it: well-formed, NFC, without NUL. */
export const cleanText = (text: string): string =>
  text.toWellFormed().replaceAll('\u0000', '').normalize('NFC')

/** Every text of an input cleaned, in place of the one that came. Applied at the door, before validation. */
export const cleanInput = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null || depth === DEEPEST) return value
  if (Array.isArray(value)) return value.map(item => cleanInput(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanInput(item, depth + 1)]))
}
