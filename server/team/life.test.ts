import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ground, makeGround, type TestApp, testApp } from '#testing/app.ts'

let t: TestApp
let here: Ground
let officer: string
let province: string
beforeAll(async () => {
  t = await testApp()
  here = await makeGround(t.database, 900_000)
  officer = (await t.officer('communeOfficer', here.commune, 'Hoàng Duyên')).token
  province = (await t.officer('province', here.province)).token
})
afterAll(() => t?.close())

const ask = (method: string, url: string, body?: unknown, token = officer) =>
  t.ask(method, `/api/v1${url}`, body, token)
const offer = (more: object = {}) =>
  t.ask('POST', '/api/v1/applications', {
    communeId: here.commune,
    name: 'Lò Thị Pành',
    phone: '0912 345 678',
    ...more,
  })
const offers = async () => (await ask('GET', `/units/${here.commune}/applications`)).body.items

describe('who wants to join', () => {
  test('an offer without papers is kept for the commune, and nobody else', async () => {
    expect((await offer({ teamId: here.teamId, about: 'Thạo VNeID. CCCD 014 099 001 234' })).status).toBe(200)
    const [one] = await offers()
    expect(one).toMatchObject({
      name: 'Lò Thị Pành',
      phone: '0912345678',
      about: 'Thạo VNeID. CCCD',
      state: 'open',
    })
    expect(one.team.id).toBe(here.teamId)
    expect((await ask('GET', `/units/${here.commune}/applications`, undefined, province)).status).toBe(403)
  })

  test('a phone that is none is pointed at, and one phone cannot ask again and again', async () => {
    expect((await offer({ phone: '12345' })).body.fields[0].path).toBe('body.phone')
    expect((await offer()).status).toBe(200)
    expect((await offer()).status).toBe(200)
    expect((await offer()).body.id).toBe('auth.too-many')
  })

  test('applying, approval, training, work, a pause and leaving: each state has its day and its author', async () => {
    const [one] = await offers()
    const approved = await ask('POST', `/units/${here.commune}/applications/${one.id}/approval`, {
      teamId: here.teamId,
      from: '2026-11-16',
    })
    expect(approved.body).toMatchObject({ name: 'Lò Thị Pành', state: 'approved', role: 'member' })
    expect((await ask('POST', `/units/${here.commune}/applications/${one.id}/refusal`)).body.id).toBe(
      'application.decided',
    )
    const member = `/teams/${here.teamId}/members/${approved.body.id}`
    for (const state of ['training', 'active', 'paused', 'active', 'left'])
      expect((await ask('PATCH', member, { state })).status).toBe(200)
    const { items } = (await ask('GET', `${member}/history`)).body
    expect(items.map((item: { state: string }) => item.state)).toEqual([
      'left',
      'active',
      'paused',
      'active',
      'training',
      'approved',
      'applied',
    ])
    expect(items[0]).toMatchObject({ day: '2026-11-16', by: 'Hoàng Duyên' })
    const audit = (await ask('GET', `/units/${here.commune}/audit`)).body
    expect(audit.intact).toBe(true)
    expect(audit.items.filter((item: { what: string }) => item.what === 'member.state')).toHaveLength(7)
    expect((await ask('PATCH', member, { state: 'paused' })).body.id).toBe('member.state')
  })

  test('an offer that is not taken up leaves nothing of the person', async () => {
    const open = (await offers()).find((one: { state: string }) => one.state === 'open')
    expect(open.sameAs).toBeNull() // who has left is not the same member
    await ask('POST', `/units/${here.commune}/applications/${open.id}/refusal`)
    const after = (await offers()).find((one: { id: string }) => one.id === open.id)
    expect(after).toMatchObject({ state: 'refused', name: null, phone: null, about: null })
  })
})

describe('what surrounds a team', () => {
  test('the scanned decision is a PDF that the commune and the team can open', async () => {
    const paper = `/teams/${here.teamId}/decision-paper`
    expect((await ask('GET', paper)).body.id).toBe('team.paper-unknown')
    const put = (content: string) => ask('PUT', paper, { name: 'C:\\quet\\QD 86.PDF', content })
    expect((await put(Buffer.from('hello').toString('base64'))).body.id).toBe('team.paper-kind')
    expect((await put(Buffer.from('%PDF-1.7 …').toString('base64'))).body.paper).toBe('QD 86.pdf')
    expect((await ask('GET', paper)).body.toString()).toBe('%PDF-1.7 …')
    expect((await ask('DELETE', paper)).body.paper).toBeNull()
  })

  test('from ten members on a team is asked for groups; a specialist is not counted and signs in to nothing', async () => {
    const ids: string[] = []
    for (let i = 0; i < 10; i++) {
      const added = await ask('POST', `/teams/${here.teamId}/members`, {
        name: `Người ${i}`,
        role: i === 0 ? 'leader' : 'member',
        from: '2026-11-01',
      })
      ids.push(added.body.id)
    }
    const rules = (team: { warnings: { rule: string }[] }) => team.warnings.map(one => one.rule)
    const team = () => ask('GET', `/teams/${here.teamId}`).then(answer => answer.body)
    expect(rules(await team())).toContain('groups')
    const grouped = await ask('POST', `/teams/${here.teamId}/groups`, {
      name: 'Nhóm bản trên',
      from: '2026-11-10',
      memberIds: ids.slice(0, 5),
    })
    expect(grouped.body.groups).toMatchObject([{ name: 'Nhóm bản trên', members: 5 }])
    expect(rules(grouped.body)).not.toContain('groups')
    const outside = await ask('POST', `/teams/${here.teamId}/members`, {
      name: 'Kỹ sư Viễn thông',
      role: 'specialist',
      from: '2026-11-01',
    })
    expect(outside.body.role).toBe('specialist')
    expect((await team()).members).toBe(10)
    await ask('DELETE', `/teams/${here.teamId}/groups/${grouped.body.groups[0].id}`)
    expect((await team()).groups).toEqual([])
    expect(
      (await ask('PATCH', `/teams/${here.teamId}/members/${ids[3]}`, { role: 'deputy' })).body.role,
    ).toBe('deputy')
  })

  test('a province says what size its teams have; the rule warns with its words and blocks nothing', async () => {
    const url = `/units/${here.province}/team-rules/size`
    const body = { level: 'village', value: { min: 3, max: 5 }, source: 'Kế hoạch 160/KH-UBND' }
    expect((await ask('PUT', url, body)).status).toBe(403)
    expect((await ask('PUT', url, { ...body, value: { min: 9, max: 5 } }, province)).body.id).toBe(
      'team.rule-value',
    )
    const said = await ask('PUT', url, body, province)
    expect(said.body.items.find((item: { own: boolean }) => item.own)).toMatchObject({
      value: { min: 3, max: 5 },
    })
    const { warnings } = (await ask('GET', `/teams/${here.teamId}`)).body
    expect(warnings[0].sentence).toBe('Tổ có 10 thành viên, hướng dẫn là từ 3 đến 5.')
    await ask('PUT', url, { ...body, value: null }, province)
    expect(
      (await ask('GET', `/teams/${here.teamId}`)).body.warnings.map((one: { rule: string }) => one.rule),
    ).not.toContain('size')
  })
})
