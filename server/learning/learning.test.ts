import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { posterPdf } from '#documents/poster.ts'
import { BrokenLesson, lessonText, parseLesson } from '#learning/lesson.ts'
import { readLessons } from '#learning/lessons.ts'
import { opening, posterOf } from '#learning/poster.ts'
import { qrCode } from '#learning/qr.ts'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let here: Ground
let elsewhere: Ground
let officer: string
let leader: { id: string; token: string }
beforeAll(async () => {
  t = await testApp({ demo: true })
  here = await makeGround(t.database, 900_000)
  elsewhere = await makeGround(t.database, 910_000)
  officer = (await t.officer('communeOfficer', here.commune)).token
  leader = await t.member(here.teamId, 'leader', 'Hà Thị Mẫu')
})
afterAll(() => t?.close())

describe('a lesson', () => {
  test('is listed in the order of the skills with its weight', async () => {
    const { status, body } = await t.ask('GET', '/api/v1/lessons')
    expect(status).toBe(200)
    const keys = body.items.map((item: { skill: string }) => item.skill)
    const order = t.setup.catalogue.skills.map(skill => skill.key).filter(key => keys.includes(key))
    expect(keys).toEqual(order)
    for (const item of body.items) expect(item.bytes + (item.audioBytes ?? 0)).toBeLessThanOrEqual(153_600)
  })

  test('has steps with pictures that can be fetched, one right option and a safety line', async () => {
    const { body } = await t.ask('GET', '/api/v1/lessons/pay.qr')
    expect(body).toMatchObject({ lang: 'vi', group: 'pay', number: '3.2', core: true, minutes: 3 })
    expect(body.parts.length).toBeGreaterThanOrEqual(4)
    expect(body.questions).toHaveLength(3)
    for (const question of body.questions)
      expect(question.options.filter((option: { right: boolean }) => option.right)).toHaveLength(1)
    expect(body.safety.plain).toMatch(/\.$/)
    for (const part of body.parts) {
      const picture = await t.app.inject(part.picture)
      expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/svg+xml'])
      expect(picture.headers['cache-control']).toContain('immutable')
    }
  })

  test('answers in English when asked, and is unknown when it is not written', async () => {
    expect((await t.ask('GET', '/api/v1/lessons/pay.qr', undefined, undefined, 'en')).body.lang).toBe('en')
    expect(await t.ask('GET', '/api/v1/lessons/no.lesson')).toMatchObject({
      status: 404,
      body: { id: 'lesson.unknown' },
    })
  })

  test('shows raw HTML as text and keeps only web links', () => {
    expect(lessonText('**Bấm** <script>x</script> [đây](javascript:alert)').html).toBe(
      '<strong>Bấm</strong> &lt;script&gt;x&lt;/script&gt; đây',
    )
    expect(lessonText('a & b "c"').plain).toBe('a & b "c"')
  })

  test('without a part is broken and says which', () => {
    expect(() =>
      parseLesson('---\nskill: a.b\nversion: 1\ntitle: T\nminutes: 3\n---\n\n## why\n\nX.\n', 'a.b.vi.md'),
    ).toThrow(BrokenLesson)
  })
})

describe('the files of lessons', () => {
  test('sound comes in parts, an unchanged file is not sent again', async () => {
    const path = '/catalogue/lessons/audio/pay.qr.vi.mp3'
    const part = await t.app.inject({ url: path, headers: { range: 'bytes=10-19' } })
    expect([part.statusCode, part.rawPayload.length]).toEqual([206, 10])
    const whole = await t.app.inject({ url: path })
    expect(
      (await t.app.inject({ url: path, headers: { 'if-none-match': String(whole.headers.etag) } }))
        .statusCode,
    ).toBe(304)
    expect((await t.app.inject({ url: path, headers: { range: 'bytes=99999999-' } })).statusCode).toBe(416)
  })

  test('nothing outside the two folders is read', async () => {
    for (const path of [
      'pictures/..%2f..%2fskills.json',
      'pictures/%2e%2e',
      '..%2f..%2f/package.json',
      'pictures/none.svg',
    ])
      expect((await t.app.inject(`/catalogue/lessons/${path}`)).statusCode).toBe(404)
  })
})

describe('a poster', () => {
  const make = (body: object, token?: string) => t.ask('POST', '/api/v1/posters', body, token)

  test('is made by a leader or officer of the place, and by nobody else', async () => {
    expect((await make({ skill: 'pay.qr', areaId: here.areaId }, leader.token)).status).toBe(200)
    expect((await make({ skill: 'pay.qr', areaId: here.areaId }, officer)).status).toBe(200)
    expect((await make({ skill: 'pay.qr', areaId: elsewhere.areaId }, officer)).status).toBe(404)
    expect((await make({ skill: 'pay.qr', areaId: here.areaId })).status).toBe(401)
    expect((await make({ skill: 'no.lesson', areaId: here.areaId }, officer)).body.id).toBe('lesson.unknown')
  })

  test('names its village and team, counts its scans, and says when its lesson has changed', async () => {
    const { code, address } = (await make({ skill: 'pay.qr', areaId: here.areaId }, leader.token)).body
    expect(code).toMatch(/^[2-9B-Z]{6}$/)
    expect(address).toBe(`https://tungnha.example/p/${code}`)
    const { body } = await t.ask('GET', `/api/v1/posters/${code.toLowerCase()}`)
    expect(body).toMatchObject({
      code,
      skill: 'pay.qr',
      areaId: here.areaId,
      stillRight: true,
      commune: { id: here.commune },
    })
    expect(body.team.name).toBe('Tổ công nghệ số cộng đồng bản Thử 900000')
    await t.ask('GET', `/api/v1/posters/${code}?quiet=true`)
    await t.database.owner.updateTable('poster').set({ lesson_version: 0 }).where('code', '=', code).execute()
    const again = { url: `/api/v1/posters/${code}`, headers: { 'user-agent': 'another phone' } }
    expect((await t.app.inject(again)).json().stillRight).toBe(false)
    await t.app.inject(again)
    const listed = (await t.ask('GET', `/api/v1/units/${here.commune}/posters`, undefined, officer)).body
      .items
    expect(listed.find((item: { code: string }) => item.code === code)).toMatchObject({
      scans: 2,
      stillRight: false,
    })
  })

  test('of a commune belongs to no village', async () => {
    const { body } = await t.ask(
      'POST',
      `/api/v1/units/${here.commune}/posters`,
      { skill: 'safe.otp' },
      officer,
    )
    expect((await t.ask('GET', `/api/v1/posters/${body.code}`)).body).toMatchObject({
      areaId: null,
      village: null,
      team: null,
    })
  })

  test('prints as one page of A5, A4 or A3', async () => {
    const { code } = (await make({ skill: 'pay.qr', areaId: here.areaId }, leader.token)).body
    for (const size of ['A5', 'A4', 'A3']) {
      const { status, body } = await t.ask('GET', `/api/v1/posters/${code}/print?size=${size}`)
      expect(status).toBe(200)
      expect(body.subarray(0, 5).toString()).toBe('%PDF-')
    }
    expect((await t.ask('GET', '/api/v1/posters/ZZZZZZ/print')).status).toBe(404)
    for (let i = 0; i < 120; i++) await t.ask('GET', '/api/v1/posters/ZZZZZZ/print')
    expect((await t.ask('GET', `/api/v1/posters/${code}/print`)).body.id).toBe('auth.too-many')
  })

  test('of every lesson fits on one page, with a code of at least 30 mm on A5 and 60 mm on A3', () => {
    const lessons = readLessons(t.setup.catalogue)
    const place = {
      village: { id: 1, name: 'tiểu khu Nông trường Số Mười Hai' },
      commune: { id: 2, name: 'xã Vân Hồ' },
      province: 'tỉnh Sơn La',
      team: { id: 'x', name: 'Tổ chuyển đổi số cộng đồng tiểu khu Nông trường Số Mười Hai' },
    }
    for (const lesson of lessons.list('vi'))
      for (const size of ['A5', 'A4', 'A3'] as const) {
        const address = 'https://chuyendoiso.vanho.sonla.gov.vn/p/K7QW4M'
        const data = posterOf(lesson, lessons.drawings(lesson.skill), place, { address, demo: true })
        expect(posterPdf(size, [data]).pages, lesson.skill).toBe(1)
        expect(
          data.parts.every(part => part.svg?.startsWith('<svg')),
          lesson.skill,
        ).toBe(true)
      }
  })

  test('keeps whole sentences of a step', () => {
    expect(opening('Một câu. Hai câu nữa. Ba.', 20)).toBe('Một câu.')
    expect(opening('Một câu. Hai câu. Ba.', 100)).toBe('Một câu. Hai câu. Ba.')
  })
})

describe('many copies of a poster', () => {
  const copies = (body: object, token = officer, unit = here.commune) =>
    t.ask('POST', `/api/v1/units/${unit}/poster-copies`, body, token)
  const two = () => [
    { areaId: here.areaId, n: 2 },
    { areaId: null, n: 1 },
  ]

  test('each have a code of their own and print as one file with a page each', async () => {
    const { codes } = (await copies({ skill: 'safe.otp', copies: two() })).body
    expect(new Set(codes).size).toBe(3)
    const print = (commune: number, token = officer) =>
      t.ask(
        'GET',
        `/api/v1/units/${commune}/posters/print?size=A5&codes=${codes.join(',')}`,
        undefined,
        token,
      )
    const pdf = (await print(here.commune)).body.toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(3)
    const other = (await t.officer('communeOfficer', elsewhere.commune)).token
    expect((await print(elsewhere.commune, other)).body.id).toBe('poster.unknown')
  })

  test('are made for villages of the commune only, and not without end', async () => {
    expect((await copies({ skill: 'safe.otp', copies: [{ areaId: elsewhere.areaId, n: 1 }] })).body.id).toBe(
      'unit.unknown',
    )
    const many = [two()[0]!, { areaId: null, n: 60 }]
    expect((await copies({ skill: 'safe.otp', copies: many })).body.id).toBe('poster.too-many')
  })

  test('scans are told by day and village; what passers-by report is open until it is settled', async () => {
    const { codes } = (await copies({ skill: 'safe.lock', copies: [two()[0]!] })).body
    const [code] = codes as [string]
    const mine = async () =>
      (await t.ask('GET', `/api/v1/units/${here.commune}/posters`, undefined, officer)).body.items.find(
        (one: { code: string }) => one.code === code,
      )
    await t.ask('GET', `/api/v1/posters/${code}`)
    const scans = (await t.ask('GET', `/api/v1/units/${here.commune}/poster-scans`, undefined, officer)).body
    expect(scans.items).toContainEqual(
      expect.objectContaining({ day: '2026-11-16', areaId: here.areaId, village: 'bản Thử 900000' }),
    )
    await t.ask('POST', `/api/v1/posters/${code}/reports`, { kind: 'covered' })
    await t.ask('POST', `/api/v1/posters/${code}/reports`, { kind: 'covered' })
    expect((await mine()).reports).toEqual([{ kind: 'covered', n: 2 }])
    await t.database.owner.updateTable('poster').set({ lesson_version: 0 }).where('code', '=', code).execute()
    expect(await mine()).toMatchObject({ stillRight: false, printedVersion: 0, currentVersion: 1 })
    const settle = (how: string) =>
      t.ask('POST', `/api/v1/units/${here.commune}/posters/${code}/settle`, { how }, officer)
    expect((await settle('fine')).body).toEqual({ replacedBy: null })
    expect(await mine()).toMatchObject({ reports: [], goneOn: null })
    const { replacedBy } = (await settle('replaced')).body
    expect(await mine()).toMatchObject({ goneOn: '2026-11-16', replacedBy })
    expect((await t.ask('GET', `/api/v1/posters/${replacedBy}?quiet=true`)).body).toMatchObject({
      stillRight: true,
      areaId: here.areaId,
    })
  })
})

test('a QR code has four modules of quiet zone', () => {
  const { svg, share } = qrCode('https://tungnha.example/p/K7QW4M')
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)![1])
  expect(Math.round((1 - share) * side)).toBe(8)
  expect(svg).toContain('M4,4h1v1h-1z')
})

test('an opened lesson and an answer are counted by day and place, without identifiers', async () => {
  const { code } = (
    await t.ask('POST', '/api/v1/posters', { skill: 'pay.qr', areaId: here.areaId }, leader.token)
  ).body
  await t.ask('POST', '/api/v1/lessons/pay.qr/answers', { what: 'opened', poster: code })
  await t.ask('POST', '/api/v1/lessons/pay.qr/answers', { what: 'answered', right: true, poster: code })
  await t.ask('POST', '/api/v1/lessons/pay.qr/answers', { what: 'answered', right: false })
  await t.ask('POST', '/api/v1/lessons/pay.qr/answers', { what: 'finished', poster: code })
  const rows = await t.database.owner.selectFrom('lesson_day').selectAll().orderBy('area_id').execute()
  expect(rows).toEqual([
    {
      skill: 'pay.qr',
      day: '2026-11-16',
      area_id: 0,
      opened: 0,
      answered: 1,
      answered_right: 0,
      finished: 0,
    },
    {
      skill: 'pay.qr',
      day: '2026-11-16',
      area_id: here.areaId,
      opened: 1,
      answered: 1,
      answered_right: 1,
      finished: 1,
    },
  ])
})

describe('papers to carry', () => {
  test('a badge is printed for the own team only', async () => {
    const card = (teamId: string, token = leader.token) =>
      t.ask('GET', `/api/v1/members/${leader.id}/card?teamId=${teamId}`, undefined, token)
    expect((await card(here.teamId)).body.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await card(elsewhere.teamId)).status).toBe(404)
  })

  test('the paper form of an area is for those who may read its homes', async () => {
    expect(
      (await t.ask('GET', `/api/v1/areas/${here.areaId}/paper-form`, undefined, leader.token)).body
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(
      (await t.ask('GET', `/api/v1/areas/${elsewhere.areaId}/paper-form`, undefined, leader.token)).status,
    ).toBe(404)
    const province = (await t.officer('province', here.province)).token
    expect((await t.ask('GET', `/api/v1/areas/${here.areaId}/paper-form`, undefined, province)).status).toBe(
      403,
    )
  })
})
