import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const MOST_FILES = 2000

/** An archive that is none, is broken, would unpack to more than we hold, or names files as no office program does. */
export class BadArchive extends Error {}

/** Files of an office document by path. */
export type Parts = Record<string, Uint8Array>

/**
 * Unpacks a zip that somebody gave us, into memory and never onto a disk. The sizes it states about itself are not
 * believed, and neither are its names: one outside its own folder, or twice, is no office document.
 * @param most bytes that all files together may unpack to
 */
export const unzip = (bytes: Uint8Array, most: number): Parts => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(zip)
  const files = zip.readUInt16LE(end + 10)
  if (files > MOST_FILES) throw new BadArchive('too many files')
  const parts: Parts = Object.create(null)
  let at = zip.readUInt32LE(end + 16)
  let left = most
  for (let i = 0; i < files; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) throw new BadArchive('broken list of files')
    const named = zip.readUInt16LE(at + 28)
    const path = zip.toString('utf8', at + 46, at + 46 + named)
    if (!isPlain(path) || path in parts) throw new BadArchive('a file under a strange name')
    if (zip.readUInt16LE(at + 8) & 1) throw new BadArchive('locked by a password')
    const part = contentOf(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20), left)
    left -= part.length
    if (left < 0) throw new BadArchive('unpacks to too much')
    if (!path.endsWith('/')) parts[path] = part
    at += 46 + named + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return { ...parts }
}

const endOf = (zip: Buffer): number => {
  // The record lies at the end, before a comment of at most 64 KiB: no need to search a whole upload for it.
  const first = Math.max(0, zip.length - 22 - 0xffff)
  for (let at = zip.length - 22; at >= first; at--) if (zip.readUInt32LE(at) === END) return at
  throw new BadArchive('no end record')
}

const isPlain = (path: string) =>
  path !== '' && path !== '__proto__' && !/^\/|\\|\0|^[A-Za-z]:|(^|\/)\.\.?(\/|$)/.test(path)

/** One file. `packed` is its stated size, which cannot lie beyond the archive; the unpacked size is not asked. */
const contentOf = (zip: Buffer, local: number, packed: number, most: number): Buffer => {
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL) throw new BadArchive('broken file')
  const method = zip.readUInt16LE(local + 8)
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  if (from + packed > zip.length) throw new BadArchive('cut short')
  const body = zip.subarray(from, from + packed)
  if (method === 0) return body
  if (method !== 8) throw new BadArchive('unknown packing')
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(most, 1) })
  } catch (error) {
    throw new BadArchive(
      (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'unpacks to too much' : 'broken file',
    )
  }
}
