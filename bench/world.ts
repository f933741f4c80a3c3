import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Insertable } from 'kysely'
import { uuid7 } from '../model/kit/id.ts'
import { startSession } from '../server/auth/session.ts'
import { readCatalogue } from '../server/catalogue/read.ts'
import { connectDb, type Db } from '../server/db/connect.ts'
import { appUrlOf, migrate } from '../server/db/migrate.ts'
import type { Tables } from '../server/db/tables.ts'
import { startEmbedded } from '../server/embedded/embedded.ts'
import { withConnection } from '../server/postgres/connection.ts'
import { pushOps } from '../server/sync/push.ts'
import { serverSender } from '../server/sync/sender.ts'
import { loadUnits } from '../server/unit/load.ts'

export const project = join(import.meta.dirname, '..')
export const newId = () => uuid7(Date.now(), randomBytes(10))
export const now = () => new Date().toISOString()
/** Of every choice a bench makes. */
export const SEED = 20_261_116

/** A small seeded generator (mulberry32): the same choices in every run. */
export const chance = (seed = SEED) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

export type Phone = {
  areaId: number
  teamId: string
  memberId: string
  deviceId: string
  token: string
  seq: number
  homes: { householdId: string; residentId: string }[]
}
export type World = {
  folder: string
  ownerUrl: string
  phones: Phone[]
  ministry: string
  close: () => Promise<void>
}

/** As many villages as a commune of today has. */
const VILLAGES_EACH = 25
/** Rows of one INSERT: it takes at most 65,535 values. */
const ROWS_MOST = 2000
const FIRST = '2025-07-01'

/** A throw-away PostgreSQL with durable commits, the units of Vietnam, and `areas` areas with a team, a phone and homes each. */
export const makeWorld = async (areas: number, homesEach: number, place = tmpdir()): Promise<World> => {
  const folder = mkdtempSync(join(place, 'tung-nha-bench-'))
  const cluster = await startEmbedded(folder, project)
  const close = async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await migrate(cluster.ownerUrl)
    const laid = await layWorld(cluster.ownerUrl, appUrlOf(cluster.ownerUrl), areas, homesEach)
    return { folder, ownerUrl: cluster.ownerUrl, ...laid, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The same in a database that is there already and migrated. */
export const layWorld = async (
  ownerUrl: string,
  appUrl: string,
  areas: number,
  homesEach: number,
): Promise<{ phones: Phone[]; ministry: string }> => {
  const db = connectDb(ownerUrl)
  await loadUnits(db, join(project, 'catalogue', 'units'))
  const ministry = await makeOfficer(db)
  const phones = await makePhones(db, areas)
  await db.destroy()
  await seedHomes(appUrl, phones, homesEach)
  // What the database does by itself within a minute: its plans then fit the tables.
  await withConnection(ownerUrl, connection => connection.query('ANALYZE'))
  return { phones, ministry }
}

const session = async (db: Db, holder: { officerId: string } | { deviceId: string }) => {
  const token = randomBytes(32).toString('base64url')
  await startSession(db, holder, {
    id: newId(),
    token,
    now: now(),
    lastsMs: 86_400_000,
    address: '127.0.0.1',
    userAgent: 'bench',
  })
  return token
}

/** An officer with one role over a unit; answers with a session's token. */
export const makeOfficer = async (db: Db, role = 'ministry', unitId = 1): Promise<string> => {
  const id = newId()
  await db
    .insertInto('officer')
    .values({
      id,
      name: 'Cán bộ Đo',
      email: `${role}@example.vn`,
      title: 'Công chức',
      image: null,
      created_at: now(),
      updated_at: now(),
    })
    .execute()
  await db
    .insertInto('role_grant')
    .values({ id: newId(), officer_id: id, role, unit_id: unitId, valid_from: FIRST, valid_to: null })
    .execute()
  return session(db, { officerId: id })
}

const makePhones = async (db: Db, areas: number): Promise<Phone[]> => {
  const communes = await db
    .selectFrom('unit')
    .where('level', '=', 'commune')
    .where('valid_to', 'is', null)
    .select(['id', 'path'])
    .orderBy('id')
    .limit(Math.ceil(areas / VILLAGES_EACH))
    .execute()
  const all = Array.from({ length: areas }, (_, i) => {
    const name = `Bản ${i + 1}`
    return {
      i,
      name,
      fold: name.toLowerCase(),
      sort_key: name.toLowerCase(),
      commune: communes[Math.floor(i / VILLAGES_EACH)]!,
      areaId: 900_000 + i,
      village: 1_900_000 + i,
      teamId: newId(),
      memberId: newId(),
      deviceId: newId(),
    }
  })
  type One = (typeof all)[number]
  const since = { valid_from: FIRST, valid_to: null }
  const words = ({ name, fold, sort_key }: One) => ({ name, fold, sort_key })
  const insert = async <T extends keyof Tables>(table: T, row: (one: One) => Insertable<Tables[T]>) => {
    for (let from = 0; from < all.length; from += ROWS_MOST)
      await db
        .insertInto(table)
        .values(all.slice(from, from + ROWS_MOST).map(row))
        .execute()
  }
  await insert('unit', one => ({
    id: one.village,
    level: 'village',
    kind: 'bản',
    code: null,
    ...words(one),
    parent_id: one.commune.id,
    path: [...one.commune.path, one.village],
    ...since,
  }))
  await insert('area', one => ({ id: one.areaId, ...words(one) }))
  await insert('area_village', one => ({ area_id: one.areaId, village_id: one.village, ...since }))
  await insert('team', one => ({
    id: one.teamId,
    commune_id: one.commune.id,
    level: 'village',
    local_name: 'Tổ công nghệ số cộng đồng',
    ...words(one),
    formed_on: FIRST,
  }))
  await insert('team_area', one => ({ team_id: one.teamId, area_id: one.areaId, ...since }))
  await insert('member', one => ({
    id: one.memberId,
    commune_id: one.commune.id,
    ...words(one),
    card_code: `B${String(one.i).padStart(7, '0')}`,
    card_until: '2030-12-31',
    joined_on: FIRST,
  }))
  await insert('membership', one => ({
    member_id: one.memberId,
    team_id: one.teamId,
    role: 'member',
    ...since,
  }))
  await insert('device', one => ({
    id: one.deviceId,
    member_id: one.memberId,
    public_key: '{}',
    label: 'bench',
    enrolled_at: now(),
  }))
  const phones: Phone[] = []
  for (const { areaId, teamId, memberId, deviceId } of all)
    phones.push({
      areaId,
      teamId,
      memberId,
      deviceId,
      token: await session(db, { deviceId }),
      seq: 0,
      homes: [],
    })
  return phones
}

/** A change as a phone makes it. */
export const opOf = (phone: Phone, kind: string, body: object) => ({
  id: newId(),
  areaId: phone.areaId,
  deviceId: phone.deviceId,
  seq: ++phone.seq,
  actorId: phone.memberId,
  kind,
  body,
  deviceAt: now(),
})
export const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

/** A visit to a home: one person guided in two skills, or what else was seen, today; `more` of what a visit may say. */
export const visit = (
  phone: Phone,
  below: (n: number) => number,
  more: object = {},
  observations = [
    { skill: 'pay.qr', level: 2 + below(2) },
    { skill: 'safe.otp', level: 1 + below(3) },
  ],
) => {
  const { householdId, residentId } = phone.homes[below(phone.homes.length)]!
  return opOf(phone, 'activity.record', {
    activityId: newId(),
    kind: 'home_visit',
    day: today(),
    teamId: phone.teamId,
    householdId,
    outcome: 'guided',
    guided: [{ residentId, observations }],
    unnamed: [],
    difficulties: [],
    ...more,
  })
}

/** Homes with one person each, brought in as a commune's own import brings them: through the rules. */
const seedHomes = async (url: string, phones: Phone[], each: number) => {
  const db = connectDb(url)
  const skills = new Set((await readCatalogue(join(project, 'catalogue'))).skills.map(skill => skill.key))
  const consent = { version: 'home-2026', purpose: 'guidance', channel: 'spoken', day: FIRST }
  for (const phone of phones) {
    phone.homes = Array.from({ length: each }, () => ({ householdId: newId(), residentId: newId() }))
    const ops = phone.homes.flatMap(({ householdId, residentId }, i) => [
      opOf(phone, 'household.put', {
        householdId,
        fields: { head: `Lò Văn Thử ${i}`, headcount: 4, address: 'ngõ suối' },
        basis: { kind: 'visit', day: FIRST },
      }),
      opOf(phone, 'resident.put', {
        residentId,
        householdId,
        fields: { name: `Lò Thị Thử ${i}`, birthYear: 1980, smartphone: true },
        consent,
      }),
    ])
    const answers = await pushOps(db, {
      ops,
      sender: serverSender,
      now: now(),
      offset: 0,
      skills,
      secret: 'a secret of the bench for its proofs',
    })
    const refused = answers.find(answer => answer.result !== 'accepted')
    if (refused) throw new Error(JSON.stringify(refused))
  }
  await db.destroy()
}

/** The product on a database, as `npm start` runs it, in a process of its own. Answers with its address. */
export const startProduct = (
  env: Record<string, string>,
): Promise<{ url: string; pid: number; stop: () => Promise<void> }> => {
  const { DATABASE_URL: _, PUBLIC_URL: __, ...rest } = process.env
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(project, 'server', 'main.ts')],
    {
      cwd: project,
      env: { ...rest, HOST: '127.0.0.1', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  const output: Buffer[] = []
  child.stdout!.on('data', part => output.push(part))
  child.stderr!.on('data', part => output.push(part))
  const stop = async () => {
    if (child.exitCode !== null) return
    const ended = new Promise(done => child.once('exit', done))
    child.kill('SIGTERM')
    await ended
  }
  return new Promise((done, fail) => {
    child.on('message', message => done({ url: (message as { ready: string }).ready, pid: child.pid!, stop }))
    child.on('exit', code => fail(new Error(`the product ended with ${code}:\n${Buffer.concat(output)}`)))
  })
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

const plain = (bytes: Buffer, encoding: string | undefined): Buffer =>
  encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes

/** One call with its time and what came back; `bytes` is the body as it went over the wire. */
export const call = (
  method: string,
  url: string,
  token: string,
  body?: unknown,
  accepts?: string,
): Promise<{ status: number; ms: number; text: string; bytes: number }> =>
  new Promise((done, fail) => {
    const from = performance.now()
    const payload = body === undefined ? undefined : JSON.stringify(body)
    const sent = request(
      url,
      {
        method,
        agent,
        headers: {
          authorization: `Bearer ${token}`,
          ...(accepts ? { 'accept-encoding': accepts } : {}),
          ...(payload
            ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
            : {}),
        },
      },
      answer => {
        const parts: Buffer[] = []
        answer.on('data', part => parts.push(part))
        answer.on('end', () => {
          const whole = Buffer.concat(parts)
          done({
            status: answer.statusCode!,
            ms: performance.now() - from,
            text: plain(whole, answer.headers['content-encoding']).toString('utf8'),
            bytes: whole.length,
          })
        })
        answer.on('error', fail)
      },
    )
    sent.on('error', fail)
    sent.end(payload)
  })

export const rank = (values: number[], share: number) =>
  [...values].sort((one, other) => one - other)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? 0
export const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits
