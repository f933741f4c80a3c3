import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Certificate,
  fromBase64Url,
  judge,
  readToken,
  signedText,
  type TrustList,
  toBase64Url,
  tokenOf,
} from '#model/certificate/token.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const raw = (key: KeyObject) => String(key.export({ format: 'jwk' }).x)
const one: Certificate = {
  key: 'AbCd_-12',
  code: 'K7QW4MTX',
  day: '2026-11-20',
  kind: 'learner',
  course: 'all',
  right: 9,
  of: 10,
  name: 'Bà Mận',
  place: 'xã Vân Hồ, tỉnh Sơn La',
}
const made = (certificate: Certificate, key = privateKey) =>
  tokenOf(certificate, sign(null, Buffer.from(signedText(certificate), 'ascii'), key))
const trust: TrustList = {
  day: '2026-11-20',
  issuer: 'Từng Nhà',
  keys: [{ key: one.key, publicKey: raw(publicKey), from: '2026-01-01', until: null, revoked: false }],
  revoked: [],
}
// Nothing of ours in this check: DER wrapping of RFC 8410 and OpenSSL.
const openssl = (signature: Uint8Array, message: Uint8Array, key: Uint8Array) =>
  verify(
    null,
    message,
    {
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]),
      format: 'der',
      type: 'spki',
    },
    signature,
  )
const verdict = (token: string, list = trust) => judge(token, list, openssl).verdict

test('base64url is that of Node, and reads back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 90 }), bytes => {
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
    }),
  )
  expect([fromBase64Url('a'), fromBase64Url('ab+c')]).toEqual([null, null])
})

describe('a certificate', () => {
  test('is genuine, says what it said, and fits a code that a phone reads from paper', () => {
    const token = made(one)
    expect(judge(token, trust, openssl)).toEqual({ verdict: 'valid', certificate: one })
    expect(token.length).toBeLessThanOrEqual(260)
  })

  test('with any letter changed is not', () => {
    const token = made(one)
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'z', '0', '-', '.'), (at, letter) => {
        fc.pre(token[at] !== letter)
        const changed = token.slice(0, at) + letter + token.slice(at + 1)
        // The last letter of base64url carries spare bits: the same bytes may be written in two ways.
        const same = Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(
          Buffer.from(token.split('.')[2]!, 'base64url'),
        )
        expect(verdict(changed) === 'valid').toBe(same && changed.startsWith(signedText(one)))
      }),
    )
  })

  test('by another key, a revoked one or a retired one does not count', () => {
    const [key] = trust.keys
    expect(verdict(made(one, generateKeyPairSync('ed25519').privateKey))).toBe('forged')
    expect(verdict(made({ ...one, key: 'other' }))).toBe('unknown-key')
    expect(verdict(made(one), { ...trust, keys: [{ ...key!, revoked: true }] })).toBe('key-revoked')
    expect(verdict(made(one), { ...trust, keys: [{ ...key!, until: '2026-11-19' }] })).toBe('forged')
    expect(verdict(made(one), { ...trust, keys: [{ ...key!, until: '2026-11-20' }] })).toBe('valid')
  })

  test('taken back is revoked', () => {
    expect(verdict(made(one), { ...trust, revoked: [one.code] })).toBe('revoked')
  })

  test('that is none is unreadable, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), text => {
        expect(readToken(text)).toBeNull()
      }),
    )
    for (const body of ['[]', '{}', 'null', '[1,2,3,4,5,6,7,8,9]', '%'])
      expect(verdict(`1.${Buffer.from(body).toString('base64url')}.${'A'.repeat(86)}`)).toBe('unreadable')
  })
})
