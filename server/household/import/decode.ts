import { legacyFont } from '@tung-nha/model/household/import/legacy.ts'

/**
 * Text of a CSV file: UTF-8, UTF-16 with or without its mark, the old Vietnamese code page of Windows, or what was typed
 * for an old font, which is left as it looks in Latin for the reader of sheets. Always NFC.
 */
export const decodeText = (bytes: Uint8Array): string => textOf(bytes).normalize('NFC')

const textOf = (bytes: Uint8Array): string => {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const head = bytes.subarray(0, 4000)
  const zeros = (odd: 0 | 1) => head.filter((byte, i) => byte === 0 && i % 2 === odd).length
  // Latin letters of UTF-16 have a zero beside them; a third of the head is far more than any other text has.
  if (zeros(1) > head.length / 6) return new TextDecoder('utf-16le').decode(bytes)
  if (zeros(0) > head.length / 6) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const latin = new TextDecoder('windows-1252').decode(bytes)
    const lines = latin.split(/[\r\n;,\t]+/, 4000).map(cell => [cell])
    return legacyFont([{ name: '', rows: lines, merges: [] }]) === null
      ? new TextDecoder('windows-1258').decode(bytes)
      : latin
  }
}
