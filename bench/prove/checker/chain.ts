import { hash } from 'node:crypto'

/**
 * The chain of an area's ledger, recomputed from the format that model/sync/SPEC.md writes down (S19). On purpose it
 * shares no line with the product: a mistake made there is not repeated here.
 */
export type Link = {
  id: string
  areaId: number
  deviceId: string
  seq: number
  actorId: string
  kind: string
  body: unknown
  deviceAt: string
  stamp: string
  /** Null once the content was erased; the digest then stands for it. */
  salt: string | null
  digest: string
  chain: string
}

/** SHA-256 in lower-case hex. */
export const hashOf = (text: string) => hash('sha256', text, 'hex')

/** JSON with its keys in order and no spaces. */
const plain = (value: unknown): string => {
  if (Array.isArray(value)) {
    const parts: string[] = []
    for (const item of value) parts.push(plain(item))
    return '['.concat(parts.join(','), ']')
  }
  if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>
    const parts: string[] = []
    for (const key of Object.keys(record).sort())
      if (record[key] !== undefined) parts.push(JSON.stringify(key).concat(':', plain(record[key])))
    return '{'.concat(parts.join(','), '}')
  }
  return JSON.stringify(value) ?? 'null'
}

/** What is wrong with a chain, link by link in order; null when nothing is. `head` is what the feed says. */
export const faultOfChain = (links: readonly Link[], head: string): string | null => {
  let before = ''
  for (const link of links) {
    if (link.salt !== null) {
      const { id, areaId, deviceId, seq, actorId, kind, body, deviceAt } = link
      const said = hashOf(link.salt + plain([id, areaId, deviceId, seq, actorId, kind, body, deviceAt]))
      if (said !== link.digest) return `the content of ${id} is not what its digest says`
    }
    const next = hashOf([before, link.id, link.stamp, link.digest].join('\n'))
    if (next !== link.chain) return `the chain breaks at ${link.id}`
    before = next
  }
  return before === head ? null : 'the head of the feed is not the end of the chain'
}
