import { memoryStorage } from '@tung-nha/model/sync/memory-storage.ts'
import type { Pulled } from '@tung-nha/model/sync/storage.ts'
import { call, newId, type Phone, today } from '../world.ts'
import type { GoneLine, ToldLine } from './checker/evidence.ts'
import type { Device } from './device.ts'

/** A home and a person whom an officer will erase: what is written of them holds words that stand nowhere else. */
export type Doomed = {
  areaId: number
  householdId: string
  livesThere: string
  residentId: string
  word: string
}

export const doomedOf = ({ areaId, homes }: Phone): Doomed => ({
  areaId,
  householdId: homes[1]!.householdId,
  livesThere: homes[1]!.residentId,
  residentId: homes[2]!.residentId,
  word: `xoa${newId().slice(-10)}`,
})

/** Writes of them on a phone: name, address, note, and a visit with free words. */
export const writeOf = async (device: Device, { householdId, livesThere, residentId, word }: Doomed) => {
  const { phone } = device
  const day = today()
  const consent = { version: 'home-2026', purpose: 'guidance', channel: 'spoken', day }
  const fields = { head: `Vì Văn ${word}`, address: `ngõ ${word}`, note: `hẹn ${word}` }
  await device.save({ kind: 'household.put', body: { householdId, fields, basis: { kind: 'visit', day } } })
  for (const [id, home] of [
    [livesThere, householdId],
    [residentId, phone.homes[2]!.householdId],
  ])
    await device.save({
      kind: 'resident.put',
      body: { residentId: id, householdId: home, fields: { name: `Vì Thị ${word}` }, consent },
    })
  await device.save({
    kind: 'activity.record',
    body: {
      activityId: newId(),
      kind: 'home_visit',
      day,
      teamId: phone.teamId,
      householdId,
      outcome: 'guided',
      guided: [{ residentId: livesThere, observations: [{ skill: 'pay.qr', level: 3 }] }],
      unnamed: [],
      difficulties: [],
      note: `gặp ${word}`,
    },
  })
}

const done = async (method: string, url: string, token: string, body?: object): Promise<string> => {
  const { status, text } = await call(method, url, token, body)
  if (status !== 200) throw new Error(`${method} ${url} answered with ${status}: ${text}`)
  return text
}

/** "Xóa theo yêu cầu", by the product's own endpoints. */
export const eraseBoth = async (url: string, officer: string, doomed: Doomed): Promise<GoneLine[]> => {
  const { areaId: area, householdId, livesThere, residentId, word } = doomed
  const at = `${url}/api/v1/areas/${area}`
  await done('POST', `${at}/households/${householdId}/erasure`, officer, { reason: 'asked' })
  await done('POST', `${at}/residents/${residentId}/erasure`, officer, { reason: 'consent_withdrawn' })
  return [
    { what: 'home', area, id: householdId, words: [word] },
    { what: 'person', area, id: livesThere, words: [] },
    { what: 'person', area, id: residentId, words: [] },
  ]
}

const membersOf = (url: string, { teamId, memberId }: Phone) =>
  `${url}/api/v1/teams/${teamId}/members/${memberId}`

/** Ends every session of a member's phones and revokes them. */
export const signOut = async (url: string, officer: string, phone: Phone): Promise<GoneLine> => {
  await done('DELETE', `${membersOf(url, phone)}/devices`, officer)
  return { what: 'phone', id: phone.deviceId }
}

/** The member is in the team no more from today on. */
export const endMembership = async (url: string, officer: string, phone: Phone): Promise<GoneLine> => {
  await done('POST', `${membersOf(url, phone)}/ending`, officer, { on: today() })
  const { memberId: member, teamId: team, areaId: area, deviceId } = phone
  return { what: 'membership', member, team, area, phone: deviceId }
}

/** Everything that a phone is told that asks from the beginning. */
export const pullAll = async (url: string, { deviceId, token }: Phone): Promise<ToldLine> => {
  const storage = memoryStorage()
  const told: ToldLine = { phone: deviceId, status: 200, rows: [] }
  for (let more = true; more; ) {
    const asked = await storage.feeds()
    const { status, text } = await call('POST', `${url}/api/v1/sync/pull`, token, { feeds: asked })
    if (status !== 200) return { ...told, status }
    const reply = JSON.parse(text) as Pulled
    for (const { areaId: area, rows } of reply.feeds)
      for (const { table, id, removed = false, row = null } of rows)
        told.rows.push({ area, table, id, removed, row })
    await storage.takePull({ ...reply, asked })
    more = reply.feeds.some(feed => feed.more === true)
  }
  return told
}
