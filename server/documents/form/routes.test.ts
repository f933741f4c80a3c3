import { readFileSync } from 'node:fs'
import cookie from '@fastify/cookie'
import { reportValues } from '@tung-nha/model/report/values-of.ts'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordWrite } from '#audit/writing.ts'
import { wordsOf } from '#documents/form/docx-tables.ts'
import { formRoutes } from '#documents/form/routes.ts'
import { sampleCommuneReport } from '#documents/report-sample.ts'
import { textOf, unpack } from '#documents/zip.ts'
import { sendProblem } from '#http/problem-reply.ts'
import { serve } from '#http/serve.ts'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'

const sample = (name: string) =>
  readFileSync(new URL(`../../../catalogue/samples/${name}`, import.meta.url)).toString('base64')

let t: TestApp
let app: FastifyInstance
let here: Ground
let elsewhere: Ground
let officer: string
beforeAll(async () => {
  t = await testApp({ demo: true })
  here = await makeGround(t.database, 900_000)
  elsewhere = await makeGround(t.database, 910_000)
  officer = (await t.officer('communeOfficer', here.commune)).token
  // The room of reports stands to the right; a report of our own is given in its place.
  app = Fastify({ ajv: { customOptions: { removeAdditional: false, strict: false } } })
  await app.register(cookie)
  app.setErrorHandler(sendProblem)
  serve(
    app,
    formRoutes(async () => sampleCommuneReport()),
    t.setup,
    recordWrite,
  )
})
afterAll(async () => {
  await app?.close()
  await t?.close()
})

const ask = async (method: string, path: string, body?: unknown, token = officer, commune = here.commune) => {
  const answer = await app.inject({
    method: method as 'GET',
    url: `/api/v1/units/${commune}/templates${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  return {
    status: answer.statusCode,
    json: () => answer.json(),
    bytes: new Uint8Array(answer.rawPayload),
    headers: answer.headers,
  }
}

describe('a form of the province', () => {
  test('is uploaded, mapped at once, shown, corrected and filled', async () => {
    const up = await ask('POST', '', {
      name: 'Biểu tổng hợp tỉnh.xlsx',
      content: sample('bieu-tong-hop-tinh.xlsx'),
    })
    expect(up.json()).toMatchObject({ name: 'Biểu tổng hợp tỉnh', kind: 'xlsx' })
    const { id, mapped } = up.json()
    expect(mapped).toBeGreaterThan(40)

    const shown = (await ask('GET', `/${id}`)).json()
    expect(shown.mapping).toEqual(shown.suggestion)
    expect(shown.choices.find((choice: { key: string }) => choice.key === 'TN01.period').name).toBe(
      'TN01 Số hộ được đến tận nhà hướng dẫn: Trong kỳ',
    )
    expect(
      (await ask('PUT', `/${id}/mapping`, { mapping: { 'Biểu 01!D12': 'TN02.period' } })).json().mapped,
    ).toBe(1)

    const filled = await ask('GET', `/${id}/filled?period=2026-11`)
    const sheet = textOf(unpack(filled.bytes)['xl/worksheets/sheet1.xml']!)
    expect(sheet).toContain(`<v>${reportValues(sampleCommuneReport())['TN02.period']}</v>`)
    expect(decodeURIComponent(String(filled.headers['content-disposition']))).toContain(
      'Biểu tổng hợp tỉnh - 2026-11',
    )
  })

  test('as a Word file is filled with the texts of the report', async () => {
    const { id } = (
      await ask('POST', '', { name: 'Phụ lục.docx', content: sample('phu-luc-tinh.docx') })
    ).json()
    const words = wordsOf(
      textOf(unpack((await ask('GET', `/${id}/filled?period=2026-11`)).bytes)['word/document.xml']!),
    )
    expect(words).toContain('Đơn vị: UBND xã Vân Hồ. Kỳ tháng 11/2026 (15/10-14/11).')
    expect(words).toContain('SIM không chính chủ (7 lần)')
    expect(words).toContain('DỮ LIỆU MINH HỌA')
  })

  test('is refused when it cannot be read or is given what the report has not', async () => {
    const refused = async (content: string) => (await ask('POST', '', { name: 'x', content })).json().id
    expect(await refused(Buffer.from('không phải tệp').toString('base64'))).toBe('template.unreadable')
    expect(await refused('%%%')).toBe('template.unreadable')
    const { id } = (await ask('POST', '', { name: 'a', content: sample('phu-luc-tinh.docx') })).json()
    expect((await ask('PUT', `/${id}/mapping`, { mapping: { T1R3C4: 'TN99.period' } })).json().id).toBe(
      'template.mapping',
    )
  })

  test('belongs to its commune alone and is gone once deleted', async () => {
    const { id } = (await ask('POST', '', { name: 'a', content: sample('phu-luc-tinh.docx') })).json()
    const stranger = (await t.officer('communeOfficer', elsewhere.commune)).token
    expect((await ask('GET', `/${id}`, undefined, stranger)).status).toBe(404)
    expect((await ask('GET', `/${id}`, undefined, stranger, elsewhere.commune)).json().id).toBe(
      'template.unknown',
    )
    const province = (await t.officer('province', here.province)).token
    expect((await ask('GET', '', undefined, province)).status).toBe(403)
    expect((await ask('DELETE', `/${id}`)).status).toBe(200)
    expect((await ask('GET', `/${id}`)).status).toBe(404)
  })
})

test("the commune's own report of the month fills its form through the front door", async () => {
  const path = `/api/v1/units/${here.commune}/templates`
  const up = await t.ask('POST', path, { name: 'Phụ lục', content: sample('phu-luc-tinh.docx') }, officer)
  const filled = await t.ask('GET', `${path}/${up.body.id}/filled?period=2026-11`, undefined, officer)
  expect(filled.status).toBe(200)
  const words = wordsOf(textOf(unpack(new Uint8Array(filled.body))['word/document.xml']!))
  expect(words).toContain('Đơn vị: UBND xã Thử 900000. Kỳ tháng 11/2026 (15/10-14/11).')
  expect(words).toContain('Chưa có số liệu')
})
