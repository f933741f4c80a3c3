/** Most of what is sent is ids, days and keys, and these are as they should be. */
const PLAIN = /^[ -~]*$/

/** Text as the database can hold it and as we compare it: well-formed, NFC, without NUL. */
export const cleanText = (text: string): string =>
  PLAIN.test(text) ? text : text.toWellFormed().replaceAll('\u0000', '').normalize('NFC')

/** Deeper than any input of ours; a hostile one must not exhaust the stack. What lies deeper is null. */
const DEEPEST = 40

/** A value of JSON with every text in it clean. What is clean already is not copied: every push passes here. */
export const cleanDeep = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === DEEPEST) return null
  if (Array.isArray(value)) {
    const items = value.map(item => cleanDeep(item, depth + 1))
    return items.every((item, i) => item === value[i]) ? value : items
  }
  const held = value as Record<string, unknown>
  const keys = Object.keys(held)
  const entries = keys.map(key => [cleanText(key), cleanDeep(held[key], depth + 1)] as const)
  return entries.every(([key, item], i) => key === keys[i] && item === held[key])
    ? value
    : Object.fromEntries(entries)
}
