import { generateKeyPairSync } from 'node:crypto'
import { addDays, type Day, type Instant } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { readVillage } from '@tung-nha/model/unit/name.ts'
import { hashPassword } from '#auth/officer-login.ts'
import { insertOfficer } from '#auth/queries.ts'
import type { Tx } from '#db/connect.ts'
import type { Chance } from '#demo/chance.ts'
import type { DemoMember, DemoTeam } from '#demo/field.ts'
import { inventName } from '#demo/people.ts'
import {
  insertArea,
  insertDenominators,
  insertMemberSkills,
  insertMembers,
  insertPassedChecks,
  insertSuccession,
  insertTargets,
  insertTeam,
  insertVillage,
  linkArea,
  unitByCode,
} from '#demo/queries.ts'
import type { DemoVillage, DemoWorld } from '#demo/world.ts'
import { putContact } from '#unit/queries.ts'

/** Password of every demonstration officer; printed nowhere else, because the sign-in page lets them in by one click. */
export const DEMO_PASSWORD = 'tung-nha-demo'

export type Making = {
  tx: Tx
  world: DemoWorld
  chance: Chance
  newId: () => string
  random: (n: number) => Uint8Array
  today: Day
  now: Instant
  skills: string[]
}
export type Roster = { teams: DemoTeam[]; communeId: number; provinceId: number; officerId: string }

/** Units, teams, members with their phones, officers, denominators and targets of the demonstration world. */
export const makeRoster = async (making: Making): Promise<Roster> => {
  const { tx, world, today } = making
  const commune = await unitByCode(tx, 'commune', world.commune.code, today)
  const empty = await unitByCode(tx, 'commune', world.emptyCommune.code, today)
  for (const [unit, { office, phone }] of [
    [commune, world.commune],
    [empty, world.emptyCommune],
  ] as const) {
    await putContact(tx, { unit_id: unit.id, office, phone, address: null })
  }
  const officers = await makeOfficers(making, {
    commune: commune.id,
    emptyCommune: empty.id,
    province: commune.parent_id!,
    nation: commune.path[0]!,
  })

  const formed = '2025-07-15'
  const teams: DemoTeam[] = []
  for (const village of world.villages) {
    const areaIds = await makeVillage(making, village, commune)
    teams.push(await makeTeam(making, commune.id, village.name, 'village', village, areaIds, formed))
  }
  teams.push(
    await makeTeam(
      making,
      commune.id,
      commune.name,
      'commune',
      null,
      teams.map(team => team.areaIds[0]!),
      formed,
    ),
  )

  await insertPassedChecks(tx, officers.officer!, making.now)

  const homes = world.villages.reduce((sum, village) => sum + village.homes, 0)
  const people = Math.round(homes * 4.35)
  await insertDenominators(
    tx,
    [
      { unitId: commune.id, name: 'homes', n: homes },
      { unitId: commune.id, name: 'people', n: people },
      { unitId: commune.id, name: 'people_14', n: Math.round(people * 0.74) },
      { unitId: commune.id, name: 'people_15', n: Math.round(people * 0.72) },
      { unitId: commune.id, name: 'people_18', n: Math.round(people * 0.66) },
    ],
    addDays(today, -200),
    'UBND xã, số liệu rà soát đầu năm',
    officers.officer!,
    making.now,
  )
  const year = Number(today.slice(0, 4))
  const targets = {
    TN01: 2400,
    TN02: 18_000,
    TN04: 35,
    TN05: 80,
    TN06: 80,
    TN07: 50,
    TN08: 400,
    TN09: 120,
    TN10: 240,
    TN11: 95,
    TN12: 95,
  }
  await insertTargets(
    tx,
    Object.entries(targets).map(([indicator, value]) => ({ unitId: commune.id, indicator, year, value })),
    officers.province!,
    making.now,
  )
  return { teams, communeId: commune.id, provinceId: commune.parent_id!, officerId: officers.officer! }
}

const makeOfficers = async (
  making: Making,
  places: Record<string, number>,
): Promise<Record<string, string>> => {
  const { tx, world, newId, now } = making
  const password = await hashPassword(DEMO_PASSWORD)
  const ids: Record<string, string> = {}
  for (const person of world.people.filter(one => one.kind === 'officer')) {
    const id = newId()
    ids[person.key] = id
    await insertOfficer(
      tx,
      {
        id,
        name: person.name,
        email: person.email!,
        title: person.title!,
        image: null,
        created_at: now,
        updated_at: now,
      },
      { id: newId(), password },
      { id: newId(), role: person.role!, unitId: places[person.place!]!, from: '2025-07-01' },
    )
  }
  return ids
}

const kindOf = (name: string) => readVillage(name).kind ?? 'ban'

/** A village of today; one made by a merge in 2026 keeps the ground of both old ones. */
const makeVillage = async (
  making: Making,
  village: DemoVillage,
  commune: { id: number; path: number[] },
): Promise<number[]> => {
  const { tx } = making
  const from = village.mergedOn ?? '2025-07-01'
  const spec = { kind: kindOf(village.name), parent: commune }
  const id = await insertVillage(tx, { ...spec, name: village.name, from, to: null })
  if (!village.mergedFrom) {
    const area = await insertArea(tx, village.name)
    await linkArea(tx, area, id, '2025-07-01', null)
    return [area]
  }
  const areas: number[] = []
  for (const name of village.mergedFrom) {
    const oldId = await insertVillage(tx, { ...spec, name, from: '2025-07-01', to: from })
    const area = await insertArea(tx, name)
    await linkArea(tx, area, oldId, '2025-07-01', from)
    await linkArea(tx, area, id, from, null)
    await insertSuccession(tx, oldId, id, from)
    areas.push(area)
  }
  return areas
}

const AFFILIATIONS = [
  'Đoàn Thanh niên',
  'Hội Phụ nữ',
  'Hội Nông dân',
  'Giáo viên',
  'Y tế thôn bản',
  'Lực lượng an ninh cơ sở',
  'Doanh nghiệp viễn thông',
]

const makeTeam = async (
  making: Making,
  communeId: number,
  name: string,
  level: 'village' | 'commune',
  village: DemoVillage | null,
  areaIds: number[],
  formed: Day,
): Promise<DemoTeam> => {
  const { tx, world, chance, newId, random, today, now } = making
  const teamId = newId()
  await insertTeam(
    tx,
    {
      id: teamId,
      commune_id: communeId,
      level,
      name,
      local_name: world.localName,
      formed_on: formed,
      dissolved_on: null,
      decision_number: world.decision.number,
      decision_on: formed,
      decision_signer: world.decision.signer,
    },
    areaIds,
  )
  const known = world.people.filter(person => person.kind === 'member' && person.team === name)
  const size = Math.max(known.length, chance.int(4, 7))
  const members: (DemoMember & { sex: 'female' | 'male'; birthYear: number })[] = []
  const leader = known.find(person => person.role === 'leader')
  // Whoever leads is looked at by the rules: one village is led by its teacher, which warns and blocks nothing.
  const leads = level === 'village' ? (village?.leader ?? 'Trưởng bản') : 'UBND xã'
  const order = leader ? [leader, ...known.filter(person => person !== leader)] : known
  for (let i = 0; i < size; i++) {
    const person = order[i]
    const sex = person?.sex ?? (chance.maybe(0.45) ? 'female' : 'male')
    members.push({
      id: newId(),
      deviceId: newId(),
      name: person?.name ?? inventName(world, chance, sex),
      role: i === 0 ? 'leader' : 'member',
      sex,
      birthYear: person?.birthYear ?? chance.int(1966, 2004),
    })
  }
  await insertMembers(
    tx,
    members.map((member, i) => ({
      id: member.id,
      commune_id: communeId,
      name: member.name,
      birth_year: member.birthYear,
      sex: member.sex,
      phone: null,
      affiliation: i === 0 ? leads : chance.pick(AFFILIATIONS),
      state: 'active',
      card_code: codeFrom(random(8)),
      card_until: `${Number(today.slice(0, 4)) + 1}-12-31`,
      joined_on: formed,
    })),
    members.map(member => ({
      member_id: member.id,
      team_id: teamId,
      role: member.role,
      valid_from: formed,
      valid_to: null,
    })),
    members.map(member => ({
      id: member.deviceId,
      member_id: member.id,
      public_key: publicKey(),
      label: 'Điện thoại Android',
      enrolled_at: now,
      revoked_at: null,
      last_heard_at: now,
      app_version: null,
    })),
  )
  const passed = members.flatMap(member =>
    making.skills
      .filter(() => chance.maybe(0.6))
      .map(skill => ({ member_id: member.id, skill, passed_on: addDays(formed, chance.int(10, 120)) })),
  )
  await insertMemberSkills(tx, passed)
  return { id: teamId, village, areaIds, members, from: formed }
}

// The private half is thrown away: nobody signs in with these phones, real ones join by code.
let sharedKey: string | undefined
const publicKey = (): string => {
  sharedKey ??= JSON.stringify(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  )
  return sharedKey
}
