import type { Op } from '@tung-nha/model/sync/op.ts'
import { newId, type Phone, today } from '../world.ts'

/**
 * One change as the field makes it: mostly small ones, now and then a visit with people, whose rows grow with every
 * level that is seen. Plain bodies, so that a browser can be handed the same.
 */
export const workOf = (phone: Phone, below: (n: number) => number): Pick<Op, 'kind' | 'body'> => {
  const { householdId, residentId } = phone.homes[below(phone.homes.length)]!
  const what = below(20)
  if (what < 16)
    return {
      kind: 'household.put',
      body: { householdId, fields: { note: `ngõ ${below(1000)}` }, basis: { kind: 'visit', day: today() } },
    }
  const visit = {
    activityId: newId(),
    kind: 'home_visit',
    day: today(),
    teamId: phone.teamId,
    householdId,
    unnamed: [],
    difficulties: [],
  }
  if (what < 19) return { kind: 'activity.record', body: { ...visit, outcome: 'nobody_home', guided: [] } }
  const observations = [
    { skill: 'pay.qr', level: 2 + below(2) },
    { skill: 'safe.otp', level: 1 + below(3) },
  ]
  return {
    kind: 'activity.record',
    body: { ...visit, outcome: 'guided', guided: [{ residentId, observations }] },
  }
}
