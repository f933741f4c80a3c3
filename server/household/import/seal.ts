import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Sheet } from '@tung-nha/model/household/import/sheet.ts'

const keyOf = (secret: string, jobId: string) =>
  Buffer.from(hkdfSync('sha256', secret, jobId, 'household import', 32))

/** What waits for confirmation lies sealed: a copy of the database alone does not tell it. */
export const seal = (sheets: readonly Sheet[], secret: string, jobId: string): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, jobId), nonce)
  const body = Buffer.concat([cipher.update(gzipSync(JSON.stringify(sheets))), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

export const unseal = (sealed: Buffer, secret: string, jobId: string): Sheet[] => {
  const opener = createDecipheriv('aes-256-gcm', keyOf(secret, jobId), sealed.subarray(0, 12))
  opener.setAuthTag(sealed.subarray(12, 28))
  const body = Buffer.concat([opener.update(sealed.subarray(28)), opener.final()])
  return JSON.parse(gunzipSync(body).toString('utf8'))
}
