import { hashes, verify } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import { judge, type TrustList } from '@tung-nha/model/certificate/token.ts'

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
