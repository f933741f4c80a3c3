import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50

/** A zip that would unpack to more than we are willing to hold, or is not one. */
export class BadZip extends Error {}

/**
 * Unpacks every file of a zip into nothing, to learn its real size before a spreadsheet reader does the same into
 * memory. The sizes a zip states about itself are not believed.
 * @param most bytes all files together may unpack to
 */
export const checkZip = (zip: Buffer, most: number): void => {
  let end = zip.length - 22
  while (end >= 0 && zip.readUInt32LE(end) !== END) end--
  if (end < 0) throw new BadZip('no end record')
  const files = zip.readUInt16LE(end + 10)
  if (files > 2000) throw new BadZip('too many files')
  let at = zip.readUInt32LE(end + 16)
  let left = most
  for (let i = 0; i < files; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) throw new BadZip('broken list of files')
    left -= sizeOf(zip, zip.readUInt32LE(at + 42), left)
    if (left < 0) throw new BadZip('unpacks to too much')
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
}

const sizeOf = (zip: Buffer, local: number, most: number): number => {
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL) throw new BadZip('broken file')
  const method = zip.readUInt16LE(local + 8)
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  if (method === 0) return 0 // stored as it is: no larger than the zip itself
  if (method !== 8) throw new BadZip('unknown packing')
  try {
    return inflateRawSync(zip.subarray(from), { maxOutputLength: Math.max(most, 1) }).length
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new BadZip('unpacks to too much')
    throw new BadZip('broken file')
  }
}
