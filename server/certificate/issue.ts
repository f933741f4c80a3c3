import { type Certificate, signedText, type TrustList, tokenOf } from '@tung-nha/model/certificate/token.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { KeyStore } from '#certificate/keys.ts'
import {
  allKeys,
  type CertificateFound,
  certificateByCode,
  insertCertificate,
  insertKey,
  lockKeys,
  memberForCertificate,
  placeOfUnit,
  retireKeys,
  revokedCodes,
} from '#certificate/queries.ts'
import type { Tx } from '#db/connect.ts'

/** What issuing needs of a call; every `Call` of a route has it. */
export type Issuer = {
  db: Tx
  today: Day
  setup: { keys: KeyStore; random: (bytes: number) => Uint8Array; publicUrl: string }
}
const CODE_LETTERS = 8

/** Makes the key that signs from now on; the one before signs no more. */
export const rotateKey = async ({ db, today, setup }: Issuer): Promise<string> => {
  const { key, publicKey } = setup.keys.make()
  await insertKey(db, { key, public_key: publicKey, made_on: today })
  await retireKeys(db, key, today)
  return key
}

/** Signs with the newest key whose private half is kept here; an installation without one makes its first. */
const sign = async (c: Issuer, certificate: Omit<Certificate, 'key'>): Promise<string> => {
  const usable = async () =>
    (await allKeys(c.db)).filter(row => row.retired_on === null && row.revoked_on === null).reverse()
  const attempt = (key: string) => {
    const whole = { ...certificate, key }
    const signature = c.setup.keys.sign(key, signedText(whole))
    return signature ? tokenOf(whole, signature) : null
  }
  const first = async () => {
    for (const row of await usable()) {
      const token = attempt(row.key)
      if (token) return token
    }
    return null
  }
  const signed = await first()
  if (signed) return signed
  await lockKeys(c.db)
  return (await first()) ?? attempt(await rotateKey(c))!
}

type Spec = { course: string; right: number; of: number } & (
  | { kind: 'learner'; unitId: number }
  | { kind: 'member'; memberId: string; issuedBy: string }
)

const store = async (c: Issuer, spec: Spec, unitId: number): Promise<string> => {
  const member = spec.kind === 'member'
  for (;;) {
    const code = codeFrom(c.setup.random(CODE_LETTERS))
    const stored = await insertCertificate(c.db, {
      code,
      kind: spec.kind,
      course: spec.course,
      right_count: spec.right,
      of_count: spec.of,
      issued_on: c.today,
      unit_id: unitId,
      member_id: member ? spec.memberId : null,
      issued_by: member ? spec.issuedBy : null,
    })
    if (stored) return code
  }
}

/**
 * Certifies that a member passed a check: `course` is a skill, a group or `all`. Its commune stands for it.
 * @throws member.unknown
 */
export const issueCertificate = async (
  c: Issuer,
  memberId: string,
  passed: { course: string; right: number; of: number; issuedBy: string },
): Promise<{ code: string; token: string }> => {
  const member = await memberForCertificate(c.db, memberId)
  if (!member) throw problem('member.unknown')
  const code = await store(c, { kind: 'member', memberId, ...passed }, member.commune_id)
  return { code, token: (await memberToken(c, code))! }
}

/** Certifies that somebody passed the check of the course. The name goes into the token only. */
export const certifyLearner = async (
  c: Issuer,
  passed: { course: string; right: number; of: number; unitId: number; name: string },
): Promise<{ code: string; token: string }> => {
  const { name, ...rest } = passed
  const code = await store(c, { kind: 'learner', ...rest }, passed.unitId)
  return {
    code,
    token: await sign(c, {
      code,
      day: c.today,
      kind: 'learner',
      course: passed.course,
      right: passed.right,
      of: passed.of,
      name,
      place: await placeOfUnit(c.db, passed.unitId),
    }),
  }
}

/** A stored certificate with a name, signed by today's key: how a paper is printed again after keys have changed. */
export const signAgain = async (c: Issuer, row: CertificateFound, name: string): Promise<string> =>
  sign(c, {
    code: row.code,
    day: row.issued_on,
    kind: row.kind as Certificate['kind'],
    course: row.course,
    right: row.right_count,
    of: row.of_count,
    name,
    place: await placeOfUnit(c.db, row.unit_id),
  })

const memberToken = async (c: Issuer, code: string): Promise<string | null> => {
  const row = await certificateByCode(c.db, code)
  return row?.member_name ? signAgain(c, row, row.member_name) : null
}

/** All that a phone keeps to check without a network. */
export const trustList = async ({ db, today, setup }: Issuer): Promise<TrustList> => ({
  day: today,
  issuer: setup.publicUrl.replace(/^https?:\/\//, ''),
  keys: (await allKeys(db)).map(row => ({
    key: row.key,
    publicKey: row.public_key,
    from: row.made_on,
    until: row.retired_on,
    revoked: row.revoked_on !== null,
  })),
  revoked: await revokedCodes(db),
})
