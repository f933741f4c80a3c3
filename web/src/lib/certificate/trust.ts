import { hashes, verify } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import type { ReadTrust } from '@tung-nha/model/api/certificates.ts'
import { judge, type TrustList } from '@tung-nha/model/certificate/token.ts'
import { call } from '#lib/api/call.ts'

const KEY = 'tung-nha-trust'

/** The list of keys and revoked certificates this phone has kept; null when it has none. */
export const keptTrust = (): TrustList | null => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as TrustList | null
  } catch {
    return null
  }
}

/** Asks for the list of today and keeps it. Without a network the kept one stays. */
export const freshTrust = async (): Promise<TrustList | null> => {
  try {
    const list = await call<ReadTrust>('GET /api/v1/certificates/trust', {}, { timeout: 6_000 })
    localStorage.setItem(KEY, JSON.stringify(list))
    return list
  } catch {
    return keptTrust()
  }
}

// WebCrypto knows Ed25519 on recent phones only and on https only; this works on every phone that opens the page.
hashes.sha512 = sha512
const genuine = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean => {
  try {
    return verify(signature, message, publicKey)
  } catch {
    return false
  }
}

/** What a token is worth by a list of trust. Needs no network and no browser feature. */
export const judgeHere = (token: string, trust: TrustList) => judge(token, trust, genuine)
