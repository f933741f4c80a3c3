import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A key by its name, and its public half as it is published: 32 bytes in base64url. */
export type KeyName = { key: string; publicKey: string }

/** The private halves, in files that only this installation reads. The database has the public ones. */
export type KeyStore = {
  /** Makes and keeps a new pair. */
  make: () => KeyName
  /** Signs with a key kept here; null when its private half is not. */
  sign: (key: string, text: string) => Uint8Array | null
}

/** Eight letters of the SHA-256 of the 32 public bytes: short in a QR code, and the same wherever it is computed. */
const nameOf = (publicKey: string) =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url').slice(0, 8)

const publicOf = (key: KeyObject) => String(createPublicKey(key).export({ format: 'jwk' }).x)

/** Keys as PKCS #8 files in `folder`, which is made with the first one. */
export const openKeyStore = (folder: string): KeyStore => {
  const held = new Map<string, KeyObject>()
  const fileOf = (key: string) => join(folder, `${key}.pem`)
  const find = (key: string): KeyObject | null => {
    // A name comes from the database: nothing but a name of ours may become a path.
    if (!/^[\w-]{8}$/.test(key)) return null
    const known = held.get(key)
    if (known) return known
    if (!existsSync(fileOf(key))) return null
    const read = createPrivateKey(readFileSync(fileOf(key)))
    held.set(key, read)
    return read
  }
  return {
    make: () => {
      const { privateKey } = generateKeyPairSync('ed25519')
      const publicKey = publicOf(privateKey)
      const key = nameOf(publicKey)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(fileOf(key), privateKey.export({ format: 'pem', type: 'pkcs8' }), {
        mode: 0o600,
        flag: 'wx',
      })
      held.set(key, privateKey)
      return { key, publicKey }
    },
    sign: (key, text) => {
      const found = find(key)
      return found ? new Uint8Array(sign(null, Buffer.from(text, 'ascii'), found)) : null
    },
  }
}

// The frame RFC 8410 puts around the 32 bytes of an Ed25519 public key.
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** Ed25519 by OpenSSL, as `judge` asks for it. */
export const verifyEd25519 = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean =>
  publicKey.length === 32 &&
  verify(null, message, { key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }, signature)
