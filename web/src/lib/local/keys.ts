import type { Instant } from '@tung-nha/model/kit/day.ts'
import { newSealingKey, type Sealed, seal, unseal } from '#lib/local/seal.ts'

/**
 * Two keys. *Out* seals what still has to be sent; it needs no PIN, so that it can always be sent. *Read* seals the
 * people of the area; it lies wrapped under the device's own key, and under the PIN as well once there is one.
 */
export type KeyRing = {
  out: CryptoKey
  /** Mixed into every unwrapping, so that copied files alone cannot be tried against PINs elsewhere. */
  device: CryptoKey
  read: WrappedKey
}

export type WrappedKey = {
  pin: boolean
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  sealed: Sealed
  /** Wrong PINs in a row, and when the last one was tried. */
  wrong: number
  triedAt?: Instant
}

/** About 250 ms on a slow phone. The device key is the real wall, the PIN a second one. */
const ROUNDS = 50_000

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
const bytesOf = (text: string) => Uint8Array.from(atob(text), letter => letter.charCodeAt(0))

export const newKeyRing = async (): Promise<KeyRing> => {
  const device = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return { out: await newSealingKey(), device, read: await wrap(device, base64(random(32)), '') }
}

/** The key of the cache. Rejects when the PIN is wrong. */
export const unwrap = async (ring: KeyRing, pin: string): Promise<CryptoKey> => {
  const raw = await rawOf(ring, pin)
  return crypto.subtle.importKey('raw', bytesOf(raw), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** Sets, changes or (with '') drops the PIN; the cache stays readable. Rejects when the old one is wrong. */
export const changePin = async (ring: KeyRing, from: string, to: string): Promise<WrappedKey> =>
  wrap(ring.device, await rawOf(ring, from), to)

const rawOf = async ({ device, read }: KeyRing, pin: string): Promise<string> =>
  unseal<string>(await wrappingKey(device, read.pin ? pin : '', read.salt, read.rounds), read.sealed)

const wrap = async (device: CryptoKey, raw: string, pin: string): Promise<WrappedKey> => {
  const salt = random(16)
  const sealed = await seal(await wrappingKey(device, pin, salt, ROUNDS), raw)
  return { pin: pin !== '', salt, rounds: ROUNDS, sealed, wrong: 0 }
}

/** PIN -> PBKDF2 -> signed by the device key -> HKDF. Without a PIN, the device key alone. */
const wrappingKey = async (
  device: CryptoKey,
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<CryptoKey> => {
  const stretched = pin === '' ? salt : await stretch(pin, salt, rounds)
  const signed = await crypto.subtle.sign('HMAC', device, stretched)
  const base = await crypto.subtle.importKey('raw', signed, 'HKDF', false, ['deriveKey'])
  const info = new TextEncoder().encode('tung-nha read')
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

const stretch = async (
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<ArrayBuffer> => {
  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, 256)
}
