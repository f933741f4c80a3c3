import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { isWiped } from '@tung-nha/model/household/import/column.ts'
import { findHeader } from '@tung-nha/model/household/import/header.ts'
import { viewColumns } from '@tung-nha/model/household/import/mapping.ts'
import type { Sheet } from '@tung-nha/model/household/import/sheet.ts'

/**
 * The sheets without what no mapping may ever take: values of columns with numbers of papers, birth dates, phones
 * and the like. Their headings stay, so that the officer sees what was left out.
 */
export const wipe = (sheet: Sheet): Sheet => {
  const header = findHeader(sheet)
  const wiped = new Set(
    viewColumns(sheet, header).flatMap(column => (isWiped(column.kind) ? [column.index] : [])),
  )
  const first = header ? header.bottom + 1 : 0
  return {
    ...sheet,
    rows: sheet.rows.map((row, r) => (r < first ? row : row.map((cell, c) => (wiped.has(c) ? '' : cell)))),
  }
}

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
