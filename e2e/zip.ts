import { readFile } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import type { Download } from 'playwright-core'

/** The text of every file in a zip, as Word and Excel write them. */
export const textOfZip = (zip: Buffer): string => {
  const parts: string[] = []
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16)
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [packed, name, extra, note] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ]
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const body = zip.subarray(from, from + packed)
    parts.push((zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)).toString('utf8'))
    at += 46 + name + extra + note
  }
  return parts.join('\n')
}
/** What the browser has downloaded. */
export const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path())
