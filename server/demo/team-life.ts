import { addDays, type Day, type Instant } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { insertCertificate } from '#certificate/queries.ts'
import type { Tx } from '#db/connect.ts'
import type { Chance } from '#demo/chance.ts'
import type { DemoTeam } from '#demo/field.ts'
import { inventName } from '#demo/people.ts'
import type { DemoWorld } from '#demo/world.ts'
import { insertGathering } from '#gathering/queries.ts'
import { insertApplication } from '#team/life-queries.ts'
import { insertMemberEvent, putSkill } from '#team/member-queries.ts'
import { insertEquipment, putAllowanceRule } from '#thanks/queries.ts'
import { insertAttendance, insertCheck, insertNeed, insertTraining } from '#training/queries.ts'

export type TeamLifeSpec = {
  tx: Tx
  world: DemoWorld
  chance: Chance
  newId: () => string
  random: (n: number) => Uint8Array
  today: Day
  now: Instant
  teams: readonly DemoTeam[]
  communeId: number
  provinceId: number
  officerId: string
}

/** A little of everything that happens around teams: offers to join, a class, checks, needs, plans, phones, money. */
export const seedTeamLife = async (spec: TeamLifeSpec): Promise<void> => {
  const { tx, world, chance, newId, random, today, now, teams, communeId, officerId } = spec
  const by = { made_by: officerId, made_at: now }
  for (const [i, about] of [
    'Quen dùng VNeID và ngân hàng số, rảnh buổi tối.',
    'Giáo viên, muốn giúp bà con trong bản.',
  ].entries())
    await insertApplication(tx, {
      id: newId(),
      commune_id: communeId,
      team_id: teams[i]!.id,
      name: inventName(world, chance, i === 0 ? 'female' : 'male'),
      phone: `090000001${i}`,
      birth_year: 1994 + i * 3,
      affiliation: i === 0 ? 'Hội Phụ nữ' : 'Giáo viên',
      about,
      state: 'open',
      made_on: addDays(today, -2 - i),
      made_at: now,
      decided_at: null,
      decided_by: null,
      member_id: null,
    })

  const training = newId()
  const held = addDays(today, -9)
  const sheet = { refresher: false, materials: null, cancelled_at: null, ...by }
  await insertTraining(
    tx,
    {
      id: training,
      unit_id: communeId,
      title: 'Dịch vụ công trực tuyến cho thành viên mới',
      organiser: 'commune',
      skills: ['service.vneid', 'service.submit'],
      place: 'Hội trường UBND xã',
      code: codeFrom(random(8)),
      ...sheet,
    },
    [{ day: held, hours: '8:00 - 11:00' }],
  )
  await insertTraining(
    tx,
    {
      id: newId(),
      unit_id: communeId,
      title: 'Thanh toán bằng mã QR, nhắc lại',
      organiser: 'telecom',
      skills: ['pay.qr', 'pay.receive'],
      place: 'Nhà văn hóa tiểu khu 1',
      code: codeFrom(random(8)),
      ...sheet,
      refresher: true,
    },
    [{ day: addDays(today, 6), hours: '14:00 - 16:30' }],
  )
  const learners = teams.slice(0, 6).map(team => team.members.at(-1)!)
  for (const [i, member] of learners.entries()) {
    await insertAttendance(tx, {
      training_id: training,
      member_id: member.id,
      day: held,
      way: i % 2 ? 'card' : 'class_code',
      at: now,
    })
    await insertMemberEvent(tx, {
      member_id: member.id,
      state: 'active',
      day: addDays(held, 2),
      actor_id: officerId,
      at: now,
    })
  }
  const check = { member_id: learners[0]!.id, skill: 'service.submit', training_id: training, ...by }
  await insertCheck(tx, { ...check, id: newId(), day: held, passed: false })

  // Who came to the class passed its check two days later and was certified.
  for (const member of learners) {
    const passed = { member_id: member.id, skill: 'service.vneid', day: addDays(held, 2) }
    await insertCheck(tx, { ...passed, ...by, id: newId(), training_id: training, passed: true })
    await putSkill(tx, passed.member_id, passed.skill, passed.day)
    await insertCertificate(tx, {
      code: codeFrom(random(8)),
      kind: 'member',
      course: passed.skill,
      right_count: 0,
      of_count: 0,
      issued_on: passed.day,
      unit_id: communeId,
      member_id: member.id,
      issued_by: officerId,
    })
  }

  const need = { commune_id: communeId, made_by: officerId, met_on: null }
  await insertNeed(tx, {
    ...need,
    id: newId(),
    team_id: teams[2]!.id,
    kind: 'equipment',
    skill: null,
    note: 'Máy của tổ hết bộ nhớ, không cài thêm được',
    made_on: addDays(today, -12),
  })
  await insertNeed(tx, {
    ...need,
    id: newId(),
    team_id: teams[5]!.id,
    kind: 'skill',
    skill: 'service.tax',
    note: '',
    made_on: addDays(today, -5),
  })

  const gathering = { commune_id: communeId, cancelled_at: null, ...by }
  await insertGathering(tx, {
    ...gathering,
    id: newId(),
    kind: 'walking_street',
    title: 'Tối thứ Bảy phố đi bộ: trả tiền bằng mã QR',
    day: addDays(today, 4),
    hours: '19:00 - 21:00',
    place: 'Chợ trung tâm xã',
    topics: ['pay.qr', 'safe.scam'],
    team_id: teams[0]!.id,
    helper_ids: [teams[1]!.id, teams[4]!.id],
    announced_at: now,
  })
  await insertGathering(tx, {
    ...gathering,
    id: newId(),
    kind: 'village_meeting',
    title: 'Họp bản: nhận trợ cấp qua tài khoản',
    day: today,
    hours: '19:30',
    place: 'Nhà văn hóa bản',
    topics: ['pay.benefit'],
    team_id: teams[0]!.id,
    helper_ids: [],
    announced_at: null,
  })
  for (const team of teams.slice(0, 18))
    await insertEquipment(tx, {
      id: newId(),
      commune_id: communeId,
      team_id: team.id,
      what: 'Điện thoại thông minh kèm SIM 4G',
      source: 'Doanh nghiệp viễn thông tặng',
      given_on: addDays(today, -150),
      returned_on: null,
      ...by,
    })
  const rule = {
    teamMonth: 300_000,
    memberMonth: 0,
    day: 50_000,
    source: 'Nghị quyết của HĐND tỉnh (minh họa)',
  }
  await putAllowanceRule(tx, spec.provinceId, rule, officerId, now)
}
