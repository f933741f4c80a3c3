import type { SentOp } from '@tung-nha/model/sync/op.ts'

/** Text as the database can hold it: well-formed, NFC, without NUL. Applied before anything is hashed or decided. */
export const clean = (op: SentOp): SentOp => ({
  ...op,
  kind: cleanText(op.kind),
  body: cleanValue(op.body, 0),
})

const cleanText = (text: string) => text.toWellFormed().replaceAll('\u0000', '').normalize('NFC')

// No body of ours is deeper than 5; a hostile one must not exhaust the stack.
const DEEPEST = 12

const cleanValue = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === DEEPEST) return null
  if (Array.isArray(value)) return value.map(item => cleanValue(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleanText(key), cleanValue(item, depth + 1)]),
  )
}
