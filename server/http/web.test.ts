import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '#app.ts'
import type { WebHandler } from '#http/web.ts'
import { type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let app: Awaited<ReturnType<typeof buildApp>>

/** A page that looks a member card up, as the check page of a card does. */
const page: WebHandler = {
  scriptHashes: [],
  handle: (request, response) => {
    void request.api!('GET /api/v1/member-cards/:code', { params: { code: 'ZZZZ' } }).then(answer =>
      response.writeHead(answer.status).end(),
    )
  },
}
beforeAll(async () => {
  t = await testApp()
  app = await buildApp(t.setup, page)
})
afterAll(async () => {
  await app.close()
  await t.close()
})

const open = async (remoteAddress: string, forwarded?: string) =>
  (
    await app.inject({
      url: '/t/ZZZZ',
      remoteAddress,
      ...(forwarded ? { headers: { 'x-forwarded-for': forwarded } } : {}),
    })
  ).statusCode

describe('a page made by the server', () => {
  test('asks in the name of its reader: one who asks too often leaves the others their pages', async () => {
    for (let i = 0; i < 60; i++) expect(await open('203.0.113.1')).toBe(200)
    expect(await open('203.0.113.1')).toBe(429)
    expect(await open('203.0.113.2')).toBe(200)
  })

  test('is told the reader behind a proxy of this machine, and believes nobody else', async () => {
    for (let i = 0; i < 60; i++) expect(await open('127.0.0.1', '203.0.113.3')).toBe(200)
    expect(await open('127.0.0.1', '203.0.113.3')).toBe(429)
    expect(await open('127.0.0.1', '203.0.113.4')).toBe(200)
    expect(await open('203.0.113.1', '203.0.113.5')).toBe(429)
  })
})
