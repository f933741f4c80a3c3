import { createHash, createPublicKey, verify } from 'node:crypto'

/** Codes are told aloud and typed: case and dashes do not matter. */
export const codeHash = (code: string): Buffer =>
  createHash('sha256')
    .update(`enrol ${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`)
    .digest()

/** Whether `signature` (base64url, IEEE P1363) over `text` was made by the private half of a P-256 key. */
export const signedBy = (publicKey: object, text: string, signature: string): boolean => {
  try {
    const key = createPublicKey({ key: publicKey as import('node:crypto').JsonWebKey, format: 'jwk' })
    return verify(
      'sha256',
      Buffer.from(text),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
  } catch {
    return false // a malformed key or signature is simply not a proof
  }
}
