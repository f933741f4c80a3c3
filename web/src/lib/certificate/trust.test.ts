import { generateKeyPairSync, sign } from 'node:crypto'
import { signedText, tokenOf } from '@tung-nha/model/certificate/token.ts'
import { expect, test } from 'vitest'
import { judgeHere } from '#lib/certificate/trust.ts'

test('what OpenSSL has signed is genuine to the phone, and a changed letter is not', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const one = {
    key: 'AbCd_-12',
    code: 'K7QW4MTX',
    day: '2026-11-20',
    kind: 'learner' as const,
    course: 'all',
    right: 9,
    of: 10,
    name: 'Bà Mận',
    place: '',
  }
  const token = tokenOf(one, sign(null, Buffer.from(signedText(one)), privateKey))
  const trust = {
    day: '2026-11-20',
    issuer: 'Từng Nhà',
    keys: [
      {
        key: one.key,
        publicKey: String(publicKey.export({ format: 'jwk' }).x),
        from: '2026-01-01',
        until: null,
        revoked: false,
      },
    ],
    revoked: [],
  }
  expect(judgeHere(token, trust)).toEqual({ verdict: 'valid', certificate: one })
  const other = { ...one, name: 'Bà Mai' }
  const forged = tokenOf(other, sign(null, Buffer.from(signedText(one)), privateKey))
  expect(judgeHere(forged, trust).verdict).toBe('forged')
})
