import { strFromU8, strToU8, type Zippable, zipSync } from 'fflate'
import { type Parts, unzip } from '#upload/unzip.ts'

/** What a form or a document may unpack to: a small file must not become a gigabyte. */
export const UNPACKED_LIMIT = 25_000_000

/** @throws BadArchive */
export const unpack = (bytes: Uint8Array): Parts => unzip(bytes, UNPACKED_LIMIT)

// Noon of the first day a ZIP can carry: the same parts give the same bytes, whatever the hour and the zone.
const FIXED = new Date(1980, 0, 1, 12)

/** Packs parts in their given order, without the time of packing. Level 0 packs for another reader in this process. */
export const pack = (parts: Parts, level: 0 | 6 = 6): Uint8Array => {
  const files: Zippable = {}
  for (const [path, bytes] of Object.entries(parts)) files[path] = [bytes, { mtime: FIXED, level }]
  return zipSync(files)
}

export const textOf = (bytes: Uint8Array): string => strFromU8(bytes)
export const bytesOf = (text: string): Uint8Array => strToU8(text)

const TAG = /<(?:\?[^<>]*\?|!--[^<>]*--|(\/?)([^\s<>/"'!?]+)([^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*))>/y

/**
 * Whether every tag of an XML opens and closes in its turn. Forms are searched by patterns that count on it: in a text
 * made to mislead them a search would take time in the square of its size, and the whole server with it.
 */
export const isWhole = (xml: string): boolean => {
  const open: string[] = []
  let at = xml.indexOf('<')
  while (at >= 0) {
    TAG.lastIndex = at
    const tag = TAG.exec(xml)
    if (!tag) return false
    const [whole, close, name, rest] = tag
    if (name && close && open.pop() !== name) return false
    if (name && !close && !rest!.endsWith('/')) open.push(name)
    at = xml.indexOf('<', at + whole.length)
  }
  return open.length === 0
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
export const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|quot|apos|amp));/gi, (whole, hex, decimal, name) =>
    name
      ? (NAMED[name.toLowerCase()] ?? whole)
      : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  )
