import type { DeviceChallenge, DeviceSession, EnrolDevice } from '@tung-nha/model/api/devices.ts'
import { call } from '#lib/api/call.ts'
import { type LocalDatabase, readMeta, writeMeta } from '#lib/local/database.ts'

/** Who this phone belongs to, and the key by which the server knows the phone. The key cannot leave the browser. */
export type Identity = { deviceId: string; memberId: string; memberName: string; signing: CryptoKeyPair }

const base64url = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const sign = async ({ privateKey }: CryptoKeyPair, text: string) =>
  base64url(
    await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(text)),
  )

export const readIdentity = async (db: LocalDatabase): Promise<Identity | null> =>
  (await readMeta<Identity>(db, 'identity')) ?? null

/** Joins a team with a code ("Mã vào tổ"): makes the phone's key and proves it. The code says who the phone belongs to. */
export const enrol = async (code: string, label: string): Promise<Identity> => {
  const signing = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', signing.publicKey)
  const { deviceId, memberId, memberName } = await call<EnrolDevice>('POST /api/v1/devices', {
    body: { code, publicKey: { kty, crv, x, y } as never, signature: await sign(signing, code), label },
  })
  return { deviceId, memberId, memberName, signing }
}
export const keepIdentity = (db: LocalDatabase, identity: Identity): Promise<unknown> =>
  writeMeta(db, 'identity', identity)

/** A fresh nonce of the server, signed by the phone's key: what every proof of being this phone is made of. */
export const proveKey = async ({ deviceId, signing }: Identity) => {
  const { nonce } = await call<DeviceChallenge>('POST /api/v1/devices/:deviceId/challenge', {
    params: { deviceId },
  })
  return { nonce, signature: await sign(signing, nonce) }
}

/** Starts a new session by signing the server's challenge. */
export const signIn = async (identity: Identity): Promise<void> => {
  await call<DeviceSession>('POST /api/v1/devices/:deviceId/session', {
    params: { deviceId: identity.deviceId },
    body: await proveKey(identity),
  })
}
