import { addDays, dayOf } from '@tung-nha/model/kit/day.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import type { Op } from '@tung-nha/model/sync/op.ts'

/** The small world the phones write about: three homes, three people and a request in each area. */
const uuid = (kind: string, area: number, n: number) =>
  `${kind}0000000-0000-7000-8000-${String(area * 1000 + n).padStart(12, '0')}`
export const homeId = (area: number, n: number) => uuid('1', area, n)
export const personId = (area: number, n: number) => uuid('2', area, n)
export const requestId = (area: number) => uuid('4', area, 0)
export const memberId = (n: number) => uuid('7', 0, n)
export const deviceId = (n: number) => uuid('8', 0, n)
export const OFFICER = uuid('9', 0, 0)
/** The one team of the simulated world. */
export const TEAM = uuid('5', 0, 1)

type Change = Pick<Op, 'kind' | 'areaId' | 'body'>
const consent = (day: string) => ({ version: 'v1', purpose: 'guidance', channel: 'spoken', day })

/** What stands before the schedule begins: two homes with a person each, and the request of each area. */
export const firstChanges = (area: number, ms: number): Change[] => {
  const day = dayOf(instantOf(ms))
  return [
    ...['Lò Thị Mận', 'Hà Văn Ún'].flatMap((name, n): Change[] => [
      {
        kind: 'household.put',
        areaId: area,
        body: { householdId: homeId(area, n), fields: { head: name }, basis: { kind: 'visit', day } },
      },
      {
        kind: 'resident.put',
        areaId: area,
        body: {
          residentId: personId(area, n),
          householdId: homeId(area, n),
          fields: { name },
          consent: consent(day),
        },
      },
    ]),
    {
      kind: 'request.open',
      areaId: area,
      body: { requestId: requestId(area), code: 'K7QW4M', name: 'Bà Lan', lane: 'ngõ 3', day },
    },
  ]
}

const HEADS = ['An', 'Bình', 'Chi', 'Dung', 'Én', 'Phúc']

/**
 * One change of a kind chosen by number.
 * @param which of the homes or people of the area
 * @param other something else to choose: a name, a level, an earlier activity
 * @param newActivity an id no activity has yet
 * @param activities those recorded before
 */
export const changeOf = (
  areaId: number,
  what: number,
  which: number,
  other: number,
  ms: number,
  newActivity: string,
  activities: readonly string[],
): Change => {
  const day = dayOf(instantOf(Math.max(0, ms)))
  const home = homeId(areaId, which)
  const person = personId(areaId, which)
  const put = (fields: object): Change => ({
    kind: 'household.put',
    areaId,
    body: { householdId: home, fields, basis: { kind: 'visit', day } },
  })
  const visit = (more: object = {}): Change => ({
    kind: 'activity.record',
    areaId,
    body: {
      activityId: newActivity,
      kind: 'home_visit',
      day: addDays(day, -(other % 2)),
      teamId: TEAM,
      householdId: home,
      outcome: 'guided',
      guided: [
        { residentId: personId(areaId, other % 3), observations: [{ skill: 'pay.qr', level: other % 5 }] },
      ],
      unnamed: [],
      difficulties: [],
      ...more,
    },
  })
  const earlier = activities.length > 0 ? activities[other % activities.length]! : newActivity
  switch (what) {
    case 0:
    case 1:
      return put({ head: HEADS[other] })
    case 2:
      return put({ phone: `09000000${10 + other}`, note: HEADS[other] })
    case 3:
      return {
        kind: 'resident.put',
        areaId,
        body: {
          residentId: person,
          householdId: homeId(areaId, other % 3),
          fields: { name: HEADS[other], eid2: other % 2 === 0 },
          consent: consent(day),
        },
      }
    case 4:
      return {
        kind: 'resident.put',
        areaId,
        body: { residentId: person, householdId: home, fields: { account: other % 2 === 0 } },
      }
    case 5:
      return visit()
    case 6:
      return visit({ nextDay: addDays(day, other) })
    case 7:
      return other % 2 === 0
        ? { kind: 'activity.void', areaId, body: { activityId: earlier, reason: 'nhầm nhà' } }
        : {
            kind: 'attainment.record',
            areaId,
            body: {
              activityId: earlier,
              residentId: person,
              day,
              observations: [{ skill: 'safe.otp', level: other % 5 }],
            },
          }
    case 8:
      // A phone removes whom it knows from its own area; an officer also who came from another.
      return {
        kind: 'resident.remove',
        areaId,
        body: {
          residentId: other > 5 ? personId(1 + (other % 3), which) : person,
          reason: 'xin xóa',
        },
      }
    case 9:
      return { kind: 'household.remove', areaId, body: { householdId: home, reason: 'chuyển đi' } }
    case 10:
      return { kind: 'request.take', areaId, body: { requestId: requestId(areaId) } }
    case 11:
      return {
        kind: 'request.close',
        areaId,
        body: { requestId: requestId(areaId), result: other % 2 === 0 ? 'done' : 'referred', day },
      }
    case 12:
    case 13:
      return {
        kind: what === 12 ? 'resident.merge' : 'resident.unmerge',
        areaId,
        body: { residentId: person, intoId: personId(areaId, other % 3) },
      }
    case 14:
    case 15:
      return {
        kind: what === 14 ? 'household.merge' : 'household.unmerge',
        areaId,
        body: { householdId: home, intoId: homeId(areaId, other % 3) },
      }
    // Whoever is in the area now, wherever their id comes from, goes to one of the other two.
    case 16:
      return {
        kind: 'resident.depart',
        areaId,
        body: {
          residentId: personId(1 + (other % 3), which),
          toAreaId: 1 + ((areaId + (other > 4 ? 1 : 0)) % 3),
          toHouseholdId: homeId(1 + ((areaId + (other > 4 ? 1 : 0)) % 3), 0),
        },
      }
    case 17:
      return {
        kind: 'household.depart',
        areaId,
        body: {
          householdId: homeId(1 + (other % 3), which),
          toAreaId: 1 + ((areaId + (other > 4 ? 1 : 0)) % 3),
        },
      }
    // Whoever is in the area now lives in another of its homes from now on. Nobody is made by it: it brings no consent.
    case 18:
      return {
        kind: 'resident.put',
        areaId,
        body: {
          residentId: personId(1 + (other % 3), which),
          householdId: homeId(areaId, other > 4 ? 1 : 0),
          fields: {},
        },
      }
    // Somebody says on which day an earlier activity was.
    case 19:
      return {
        kind: 'activity.day',
        areaId,
        body: { activityId: earlier, day: addDays(day, -which) },
      }
    case 100:
      return { kind: 'kind.of.tomorrow', areaId, body: { householdId: home } }
    case 101:
      return put({ head: 5 })
    default:
      return visit({
        unnamed: [{ count: 1, ageBand: 'from60', observations: [{ skill: 'skill.of.tomorrow', level: 1 }] }],
      })
  }
}
