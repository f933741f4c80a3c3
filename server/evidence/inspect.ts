import { EVIDENCE_BYTES, type EvidenceKind, PHOTO_SIDE } from '@tung-nha/model/activity/evidence.ts'

/**
 * What a file is by its own bytes, or null when we do not keep such a thing: another format, a photo that is too large
 * or still says where and by which camera it was taken, a recording that names a place.
 */
export const typeOf = (file: Buffer, kind: EvidenceKind): string | null => {
  if (file.length === 0 || file.length > EVIDENCE_BYTES[kind]) return null
  if (kind === 'photo') return isPlainJpeg(file) ? 'image/jpeg' : null
  return namesPlace(file) ? null : soundOf(file)
}

const soundOf = (file: Buffer): string | null => {
  const text = (from: number, to: number) => file.toString('latin1', from, to)
  if (file.length < 12) return null
  if (file.readUInt32BE(0) === 0x1a45dfa3) return 'audio/webm'
  if (text(0, 4) === 'OggS') return 'audio/ogg'
  if (text(4, 8) === 'ftyp') return 'audio/mp4'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav'
  if (text(0, 5) === '#!AMR') return 'audio/amr'
  if (text(0, 3) === 'ID3' || (file[0] === 0xff && (file[1]! & 0xe0) === 0xe0)) return 'audio/mpeg'
  return null
}

/** The boxes in which phones write where a recording was made. */
const namesPlace = (file: Buffer): boolean =>
  ['\xa9xyz', 'loci', 'location.ISO6709'].some(box => file.includes(Buffer.from(box, 'latin1')))

const SEGMENT = { start: 0xd8, end: 0xd9, scan: 0xda }
/** JFIF, colour profile and Adobe's colour mark: what a browser's own encoder writes. All other application segments tell about the taker. */
const HARMLESS = new Set([0xe0, 0xe2, 0xee])
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)

/** Walks the segments up to the picture itself; anything that does not add up is no JPEG of ours. */
const isPlainJpeg = (file: Buffer): boolean => {
  if (file.length < 4 || file[0] !== 0xff || file[1] !== SEGMENT.start) return false
  if (file[file.length - 2] !== 0xff || file[file.length - 1] !== SEGMENT.end) return false
  let fits = false
  for (let at = 2; at + 4 <= file.length; ) {
    const mark = file[at + 1]!
    if (file[at] !== 0xff) return false
    if (mark === SEGMENT.scan) return fits
    if ((mark >= 0xe0 && mark <= 0xef && !HARMLESS.has(mark)) || mark === 0xfe) return false
    const length = file.readUInt16BE(at + 2)
    if (length < 2) return false
    if (isFrame(mark)) {
      if (at + 9 > file.length) return false
      const [height, width] = [file.readUInt16BE(at + 5), file.readUInt16BE(at + 7)]
      fits = width > 0 && height > 0 && Math.max(width, height) <= PHOTO_SIDE
    }
    at += 2 + length
  }
  return false
}
