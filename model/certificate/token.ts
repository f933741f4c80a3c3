import { type Day, isDay } from '#model/kit/day.ts'

/**
 * What the QR code of a certificate says. The format is written down in model/certificate/SPEC.md for other programs.
 * `learner`: checked by questions on the web, the name is what the person gave. `member`: of a team, by its commune.
 */
export const KINDS = ['learner', 'member'] as const
export type Kind = (typeof KINDS)[number]

export type Certificate = {
  /** First eight letters of the key's fingerprint: which public key to check with. */
  key: string
  code: string
  day: Day
  kind: Kind
  /** `all`, a group of skills, or one skill. */
  course: string
  right: number
  of: number
  name: string
  /** Who stands for it, "xã Vân Hồ, tỉnh Sơn La"; empty when nobody but the installation does. */
  place: string
}

const VERSION = '1'
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Bytes as base64url without padding. */
export const toBase64Url = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const part = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const letters = [18, 12, 6, 0].map(shift => LETTERS[(part >> shift) & 63]!).join('')
    text += letters.slice(0, Math.min(4, bytes.length - i + 1))
  }
  return text
}

/** The bytes of base64url text; null when it is none. */
export const fromBase64Url = (text: string): Uint8Array | null => {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const letter of text) {
    held = ((held << 6) | LETTERS.indexOf(letter)) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 0xff
    }
  }
  return bytes
}

const utf8 = (text: string): Uint8Array =>
  Uint8Array.from(
    encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    letter => letter.charCodeAt(0),
  )
const fromUtf8 = (bytes: Uint8Array): string =>
  decodeURIComponent([...bytes].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''))
const ascii = (text: string): Uint8Array => Uint8Array.from(text, letter => letter.charCodeAt(0))

/** The text that is signed: its ASCII bytes are what Ed25519 is given. */
export const signedText = (one: Certificate): string => {
  const { key, code, day, kind, course, right, of, name, place } = one
  const fields = [key, code, day, kind, course, right, of, name.normalize('NFC'), place.normalize('NFC')]
  return `${VERSION}.${toBase64Url(utf8(JSON.stringify(fields)))}`
}

/** What stands in the QR code behind `#`: the signed text and its signature. */
export const tokenOf = (one: Certificate, signature: Uint8Array): string =>
  `${signedText(one)}.${toBase64Url(signature)}`

export type ReadToken = { certificate: Certificate; signed: Uint8Array; signature: Uint8Array }

const short = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most
const count = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0

/** Reads a token without believing it; null when it is not one. The signature is still to be checked. */
export const readToken = (token: string): ReadToken | null => {
  const [version, body, end, ...more] = token.split('.')
  if (version !== VERSION || !body || !end || more.length > 0 || token.length > 1_000) return null
  const [bytes, signature] = [fromBase64Url(body), fromBase64Url(end)]
  if (!bytes || signature?.length !== 64) return null
  let fields: unknown
  try {
    fields = JSON.parse(fromUtf8(bytes))
  } catch {
    return null
  }
  if (!Array.isArray(fields) || fields.length !== 9) return null
  const [key, code, day, kind, course, right, of, name, place] = fields
  if (!short(key, 16) || !short(code, 16) || !short(day, 10) || !isDay(day) || !short(course, 40)) return null
  if (!short(name, 80) || !short(place, 120) || !count(right) || !count(of)) return null
  if (!KINDS.includes(kind)) return null
  const certificate = { key, code, day, kind: kind as Kind, course, right, of, name, place }
  return { certificate, signed: ascii(`${version}.${body}`), signature }
}

/** A public key as it is published: raw 32 bytes in base64url. */
export type PublishedKey = {
  key: string
  publicKey: string
  from: Day
  /** Signs no more from this day on; what it signed stays valid. */
  until: Day | null
  /** The private half was lost or seen by others: nothing it signed counts. */
  revoked: boolean
}
/** All that a phone needs to check without a network, and the day it was true. */
export type TrustList = { day: Day; issuer: string; keys: PublishedKey[]; revoked: string[] }

export type Verdict = 'valid' | 'revoked' | 'unknown-key' | 'key-revoked' | 'forged' | 'unreadable'

/** Judges a token by a trust list. `verify` is Ed25519: (signature, message, public key) → whether it is genuine. */
export const judge = (
  token: string,
  trust: TrustList,
  verify: (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean,
): { verdict: Verdict; certificate: Certificate | null } => {
  const read = readToken(token)
  if (!read) return { verdict: 'unreadable', certificate: null }
  const { certificate, signed, signature } = read
  const key = trust.keys.find(one => one.key === certificate.key)
  const publicKey = key ? fromBase64Url(key.publicKey) : null
  if (!key || !publicKey) return { verdict: 'unknown-key', certificate: null }
  if (!verify(signature, signed, publicKey)) return { verdict: 'forged', certificate: null }
  if (key.revoked) return { verdict: 'key-revoked', certificate }
  if (key.until !== null && certificate.day > key.until) return { verdict: 'forged', certificate: null }
  return { verdict: trust.revoked.includes(certificate.code) ? 'revoked' : 'valid', certificate }
}

/** The address in the QR code. What is behind `#` never reaches a server, so the name is in no log. */
export const certificateAddress = (publicUrl: string, code: string, token: string): string =>
  `${publicUrl}/chung-nhan/${code}#${token}`
