import type { DeviceChallenge, DeviceSession, EnrolDevice } from '@tung-nha/model/api/devices.ts'
import { call } from '#lib/api/call.ts'
import type { LocalDatabase } from '#lib/local/database.ts'

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
  ((await db.meta.get('identity'))?.value as Identity | undefined) ?? null

/** Joins a team with a code ("Mã vào tổ"): makes the phone's key, proves it, remembers who the phone belongs to. */
export const enrol = async (db: LocalDatabase, code: string, label: string): Promise<Identity> => {
  const signing = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', signing.publicKey)
  const { deviceId, memberId, memberName } = await call<EnrolDevice>('POST /api/v1/devices', {
    body: { code, publicKey: { kty, crv, x, y } as never, signature: await sign(signing, code), label },
  })
  const identity = { deviceId, memberId, memberName, signing }
  await db.meta.put({ key: 'identity', value: identity })
  return identity
}

/** Starts a new session by signing the server's challenge. */
export const signIn = async ({ deviceId, signing }: Identity): Promise<void> => {
  const { nonce } = await call<DeviceChallenge>('POST /api/v1/devices/:deviceId/challenge', {
    params: { deviceId },
  })
  await call<DeviceSession>('POST /api/v1/devices/:deviceId/session', {
    params: { deviceId },
    body: { nonce, signature: await sign(signing, nonce) },
  })
}
