import { createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { judge, readToken, type TrustList } from '@tung-nha/model/certificate/token.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { issueCertificate } from '#certificate/issue.ts'
import { openKeyStore, verifyEd25519 } from '#certificate/keys.ts'
import { teamOfMember } from '#certificate/queries.ts'
import { certificatePdf } from '#documents/certificate.ts'
import { paperOf } from '#learning/certificate-paper.ts'
import { readLessons } from '#learning/lessons.ts'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let here: Ground
let officer: string
let ministry: string
let member: { id: string; token: string }
beforeAll(async () => {
  t = await testApp({ demo: true })
  here = await makeGround(t.database, 900_000)
  officer = (await t.officer('communeOfficer', here.commune)).token
  ministry = (await t.officer('ministry', here.nation)).token
  member = await t.member(here.teamId, 'member', 'Lò Văn Thử')
})
afterAll(() => t?.close())

const trust = async (): Promise<TrustList> => (await t.ask('GET', '/api/v1/certificates/trust')).body
const verdict = async (token: string) => judge(token, await trust(), verifyEd25519).verdict

/** Answers a check of a course with so many right answers, as its reader would. */
const take = async (course: string, wrong: number, name = 'Bà Mận', poster?: string) => {
  const { body: check } = await t.ask('POST', '/api/v1/course/checks', { course })
  const lessons = readLessons(t.setup.catalogue)
  const answers = check.questions.map((asked: { skill: string; text: string }, i: number) => {
    const { options } = lessons.find(asked.skill, 'vi')!.questions.find(one => one.text === asked.text)!
    return options.findIndex(option => option.right === i >= wrong)
  })
  const body = { ticket: check.ticket, answers, name, ...(poster ? { poster } : {}) }
  return (await t.ask('POST', '/api/v1/course/certificates', body)).body
}

/** Where the page of a PDF draws squares of one unit: the dark modules of its QR code, by column and row. */
const darkModules = (pdf: Buffer): [number, number][] => {
  const text = pdf.toString('latin1')
  const contents = text.match(/\/Contents (\d+) 0 R/)![1]
  const start = text.indexOf('stream\n', text.indexOf(`\n${contents} 0 obj`)) + 'stream\n'.length
  const drawn = inflateSync(pdf.subarray(start, text.indexOf('\nendstream', start))).toString('latin1')
  return [...drawn.matchAll(/^(\d+) (\d+) m\n(\d+) (\d+) l\n/gm)]
    .map(found => found.slice(1).map(Number) as [number, number, number, number])
    .flatMap(([x, y, toX, toY]) => (toX === x + 1 && toY === y ? [[x, y]] : []))
}

describe('the check', () => {
  test('asks five questions of a group and ten of the course, and does not tell what is right', async () => {
    const { body } = await t.ask('POST', '/api/v1/course/checks', { course: 'all' })
    expect(body.questions).toHaveLength(10)
    for (const asked of body.questions) expect(Object.keys(asked)).toEqual(['skill', 'text', 'options'])
    expect((await t.ask('POST', '/api/v1/course/checks', { course: 'pay' })).body.questions).toHaveLength(5)
    expect((await t.ask('POST', '/api/v1/course/checks', { course: 'nothing' })).body.id).toBe(
      'course.unknown',
    )
  })

  test('is passed with eight of ten; with less it says which lessons to look at again', async () => {
    const failed = await take('all', 3)
    expect(failed).toMatchObject({ passed: false, right: 7, of: 10, certificate: null })
    expect(failed.again).toHaveLength(3)
    expect(await take('all', 2)).toMatchObject({ passed: true, right: 8, of: 10 })
  })

  test('with a ticket that is too old or not ours is over', async () => {
    const { body } = await t.ask('POST', '/api/v1/course/checks', { course: 'pay' })
    const answer = (ticket: string) =>
      t.ask('POST', '/api/v1/course/certificates', { ticket, answers: [0], name: 'x' })
    expect((await answer(`${body.ticket}A`)).body.id).toBe('check.expired')
    expect((await answer('nothing')).body.id).toBe('check.expired')
    t.setNow('2026-11-16T05:00:00.000Z')
    expect((await answer(body.ticket)).body.id).toBe('check.expired')
    t.setNow('2026-11-16T02:00:00.000Z')
  })
})

describe('a certificate', () => {
  test('is verified by the published key alone, and its name is stored nowhere', async () => {
    const { certificate } = await take('pay', 0, 'Bà  Mận ')
    const read = readToken(certificate.token)!
    expect(read.certificate).toMatchObject({
      kind: 'learner',
      course: 'pay',
      name: 'Bà Mận',
      right: 5,
      of: 5,
    })
    const { keys } = await trust()
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: keys[0]!.publicKey },
      format: 'jwk',
    })
    expect(verify(null, read.signed, key, read.signature)).toBe(true)
    expect(certificate.address).toBe(
      `https://tungnha.example/chung-nhan/${certificate.code}#${certificate.token}`,
    )
    const [row] = await t.database.owner
      .selectFrom('certificate')
      .where('code', '=', certificate.code)
      .selectAll()
      .execute()
    expect(JSON.stringify(row)).not.toContain('Mận')
    expect((await t.ask('GET', `/api/v1/certificates/${certificate.code}`)).body).toMatchObject({
      courseName: 'Thanh toán trực tuyến',
      revokedOn: null,
    })
  })

  test('from a poster is stood for by the commune where it hangs', async () => {
    const poster = (await t.ask('POST', '/api/v1/posters', { skill: 'pay.qr', areaId: here.areaId }, officer))
      .body.code
    const { certificate } = await take('all', 0, 'Bà Mận', poster)
    expect(readToken(certificate.token)!.certificate.place).toBe('xã Thử 900000, tỉnh Thử 900000')
  })

  test('is read from the code on its printed page by another library', async () => {
    const { certificate } = await take('all', 0, 'Nguyễn Thị Phương Thảo Minh Châu Ngọc')
    const { body } = await t.ask('POST', '/api/v1/certificates/print', { token: certificate.token })
    const dark = darkModules(body)
    const scale = 4
    const width = (Math.max(...dark.flat()) + 1 + 4) * scale // four modules of quiet zone, as before the first
    const data = new Uint8ClampedArray(width ** 2 * 4).fill(255)
    for (const [x, y] of dark)
      for (let row = y * scale; row < (y + 1) * scale; row++)
        for (let column = x * scale; column < (x + 1) * scale; column++)
          data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3)
    const file = join(import.meta.dirname, '../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(file)).buffer } })
    const [found] = await readBarcodes(
      { data, width, height: width, colorSpace: 'srgb' } as unknown as Parameters<typeof readBarcodes>[0],
      { formats: ['QRCode'] },
    )
    expect(found?.text).toBe(certificate.address)
    expect(await verdict(found!.text.split('#')[1]!)).toBe('valid')
  })

  test('is printed on one page, for whoever holds its code; nothing that is not ours is', async () => {
    const { certificate } = await take('all', 0)
    const { status, body } = await t.ask('POST', '/api/v1/certificates/print', { token: certificate.token })
    expect([status, body.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    const changed = certificate.token.replace(/^1\.(.)/, (_: string, letter: string) =>
      letter === 'W' ? '1.X' : '1.W',
    )
    expect((await t.ask('POST', '/api/v1/certificates/print', { token: changed })).body.id).toBe(
      'certificate.invalid',
    )
    const read = readToken(certificate.token)!.certificate
    for (const course of ['all', 'pay', 'safe.otp'])
      for (const name of ['Bà Mận', 'Nguyễn Hoàng Thị Phương Thảo Minh Châu Ngọc Bích Trâm'])
        expect(
          certificatePdf(paperOf({ ...read, course, name }, certificate.token, t.setup.catalogue, t.setup))
            .pages,
          `${course} ${name}`,
        ).toBe(1)
  })

  test('of a member is printed for the member and the commune, not for others', async () => {
    const c = { db: t.database.owner, today: '2026-11-16', setup: t.setup }
    const { code, token } = await issueCertificate(c as never, member.id, {
      course: 'pay.qr',
      right: 5,
      of: 5,
      issuedBy: member.id,
    })
    expect(readToken(token)!.certificate).toMatchObject({ kind: 'member', name: 'Lò Văn Thử' })
    const paper = (holder?: string) => t.ask('GET', `/api/v1/certificates/${code}/print`, undefined, holder)
    expect((await paper(member.token)).status).toBe(200)
    expect((await paper(officer)).status).toBe(200)
    expect((await paper(ministry)).status).toBe(404)
    expect((await paper()).status).toBe(401)
    // The team of that day stands on it, under the general name and the one used there.
    const team = await teamOfMember(t.database.owner as never, member.id, '2026-11-16')
    const printed = (of: typeof team) =>
      paperOf(readToken(token)!.certificate, token, t.setup.catalogue, t.setup, of)
    expect(printed(team)).toMatchObject({
      opening: expect.stringMatching(/^Thành viên Tổ công nghệ số cộng đồng bản Thử \d+$/),
      alias: null,
    })
    const called = printed({ place: 'Bản Thử 1', localName: 'Tổ chuyển đổi số cộng đồng' })
    expect(called).toMatchObject({
      opening: 'Thành viên Tổ công nghệ số cộng đồng bản Thử 1',
      alias: 'Ở địa phương gọi là Tổ chuyển đổi số cộng đồng',
    })
    expect(certificatePdf(called).pages).toBe(1)
    expect(printed(undefined).opening).toBe('Thành viên Tổ công nghệ số cộng đồng')
    const listed = await t.ask('GET', `/api/v1/units/${here.commune}/certificates`, undefined, officer)
    expect(listed.body.items).toContainEqual(expect.objectContaining({ code, memberName: 'Lò Văn Thử' }))
    const look = async (query: string) =>
      (await t.ask('GET', `/api/v1/units/${here.commune}/certificates?${query}`, undefined, officer)).body
    expect((await look('q=lo van thu')).items.map((one: { code: string }) => one.code)).toContain(code)
    expect((await look(`q=${code.toLowerCase()}`)).items).toHaveLength(1)
    const far = await t.ask('GET', `/api/v1/units/${here.nation}/certificates?q=${code}`, undefined, ministry)
    expect(far.body.items).toMatchObject([{ code, memberName: null }])
    const named = await t.ask(
      'GET',
      `/api/v1/units/${here.nation}/certificates?q=lo van`,
      undefined,
      ministry,
    )
    expect(named.body.total).toBe(0)
    expect(await look('q=nobody')).toEqual({ items: [], total: 0, next: null })
    const whole = (await look('')).items.map((one: { code: string }) => one.code)
    const pages: string[] = []
    for (let after = ''; ; ) {
      const found = await look(`limit=1${after ? `&after=${encodeURIComponent(after)}` : ''}`)
      pages.push(...found.items.map((one: { code: string }) => one.code))
      expect(found.total).toBe(whole.length)
      if (found.next === null) break
      after = found.next
    }
    expect(pages).toEqual(whole)
  })

  test('is taken back by its commune or province, and phones are told', async () => {
    const other = await makeGround(t.database, 920_000)
    const c = { db: t.database.owner, today: '2026-11-16', setup: t.setup }
    const { code, token } = await issueCertificate(c as never, member.id, {
      course: 'all',
      right: 9,
      of: 10,
      issuedBy: member.id,
    })
    const revoke = (unit: number, holder: string) =>
      t.ask('POST', `/api/v1/units/${unit}/certificates/${code}/revoke`, { reason: 'Cấp nhầm người' }, holder)
    const stranger = (await t.officer('communeOfficer', other.commune)).token
    expect((await revoke(other.commune, stranger)).body.id).toBe('certificate.unknown')
    expect((await revoke(here.commune, stranger)).status).toBe(404)
    expect((await revoke(here.commune, officer)).body).toEqual({ revokedOn: '2026-11-16' })
    expect((await trust()).revoked).toContain(code)
    expect(await verdict(token)).toBe('revoked')
    expect((await t.ask('GET', `/api/v1/certificates/${code}/print`, undefined, member.token)).body.id).toBe(
      'certificate.invalid',
    )
  })
})

describe('a key', () => {
  test('lies in a file only this installation reads, and nowhere in the database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tung-nha-keys-'))
    const store = openKeyStore(join(folder, 'keys'))
    const { key } = store.make()
    const [file] = readdirSync(join(folder, 'keys'))
    expect(file).toBe(`${key}.pem`)
    expect(statSync(join(folder, 'keys', file!)).mode & 0o077).toBe(0)
    expect(openKeyStore(join(folder, 'keys')).sign(key, 'x')).toHaveLength(64)
    expect([store.sign('../../etc', 'x'), store.sign('AAAAAAAA', 'x')]).toEqual([null, null])
    await rm(folder, { recursive: true })
  })

  test('is changed by the ministry: the old papers stay valid, new ones carry the new key', async () => {
    const before = (await take('pay', 0)).certificate
    expect((await t.ask('POST', '/api/v1/certificate-keys', undefined, officer)).status).toBe(403)
    const { key } = (await t.ask('POST', '/api/v1/certificate-keys', undefined, ministry)).body
    const after = (await take('pay', 0)).certificate
    expect(readToken(after.token)!.certificate.key).toBe(key)
    expect([await verdict(before.token), await verdict(after.token)]).toEqual(['valid', 'valid'])
    expect((await trust()).keys.filter(one => one.until === null).map(one => one.key)).toEqual([key])
    const told = await t.database.owner
      .selectFrom('audit_entry')
      .where('commune_id', '=', here.nation)
      .select('what')
      .execute()
    expect(told).toEqual([{ what: 'certificate.key' }])
  })

  test('that was lost counts no more; what is issued next has a new one by itself', async () => {
    const before = (await take('pay', 0)).certificate
    const { key } = readToken(before.token)!.certificate
    const revoke = (name: string) =>
      t.ask('POST', `/api/v1/certificate-keys/${name}/revoke`, undefined, ministry)
    expect((await revoke('AAAAAAAA')).status).toBe(404)
    expect((await revoke(key)).status).toBe(200)
    expect(await verdict(before.token)).toBe('key-revoked')
    expect((await t.ask('POST', '/api/v1/certificates/print', { token: before.token })).body.id).toBe(
      'certificate.invalid',
    )
    expect(await verdict((await take('pay', 0)).certificate.token)).toBe('valid')
  })
})
