import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Role } from '@tung-nha/model/access/roles.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { uuid7 } from '@tung-nha/model/kit/id.ts'
import { fold, orderKey } from '@tung-nha/model/kit/text.ts'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '#app.ts'
import { startSession } from '#auth/session.ts'
import { readCatalogue } from '#catalogue/read.ts'
import { openKeyStore } from '#certificate/keys.ts'
import type { Setup } from '#http/setup.ts'
import { openWithdrawn } from '#start/withdrawn.ts'
import { type TestDatabase, testDatabase } from '#testing/database.ts'

const CATALOGUE = fileURLToPath(new URL('../../catalogue', import.meta.url))
export const newId = () => uuid7(Date.now(), randomBytes(10))

export type TestApp = {
  app: FastifyInstance
  setup: Setup
  database: TestDatabase
  /** Moves the test's clock. */
  setNow: (now: Instant) => void
  /** Calls the API through the front door, as the holder of a token when one is given. */
  ask: (
    method: string,
    url: string,
    body?: unknown,
    token?: string,
    lang?: string,
    // biome-ignore lint/suspicious/noExplicitAny: a test asserts on whatever came back
  ) => Promise<{ status: number; body: any }>
  /** An officer with one role, signed in; answers with the session's token. */
  officer: (role: Role, unitId: number, name?: string) => Promise<{ id: string; token: string }>
  /** A member of a team with a phone, signed in. */
  member: (
    teamId: string,
    role: 'leader' | 'member',
    name?: string,
  ) => Promise<{ id: string; deviceId: string; token: string }>
  close: () => Promise<void>
}

/** The whole server over a database of its own, with a clock the test sets: 2026-11-16, nine in the morning. */
export const testApp = async (options: { demo?: boolean } = {}): Promise<TestApp> => {
  const database = await testDatabase()
  let now = '2026-11-16T02:00:00.000Z'
  const keyFolder = mkdtempSync(join(tmpdir(), 'tung-nha-keys-'))
  const setup: Setup = {
    db: database.db,
    clock: () => now,
    wall: () => now,
    demoClock: null,
    newId,
    random: randomBytes,
    catalogue: await readCatalogue(CATALOGUE),
    demo: options.demo ?? false,
    filesDir: join(keyFolder, 'evidence'),
    publicUrl: 'https://tungnha.example',
    secure: false,
    version: '0.0.0-test',
    revision: 'test',
    keys: openKeyStore(keyFolder),
    withdrawn: openWithdrawn(join(keyFolder, 'withdrawn')),
    secret: 'a secret long enough for the tests of sign-in',
  }
  const app = await buildApp(setup)
  const { owner } = database

  const session = async (holder: { officerId: string } | { deviceId: string }) => {
    const token = randomBytes(32).toString('base64url')
    const spec = {
      id: newId(),
      token,
      now,
      lastsMs: 400 * 86_400_000,
      address: '127.0.0.1',
      userAgent: 'test',
    }
    await startSession(owner, holder, spec)
    return token
  }

  return {
    app,
    setup,
    database,
    setNow: value => {
      now = value
    },
    ask: async (method, url, body, token, lang = 'vi') => {
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: { 'accept-language': lang, ...(token ? { authorization: `Bearer ${token}` } : {}) },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const json = /json/.test(String(answer.headers['content-type'] ?? ''))
      return { status: answer.statusCode, body: json ? answer.json() : answer.rawPayload }
    },
    officer: async (role, unitId, name = 'Cán bộ Thử') => {
      const id = newId()
      const row = {
        id,
        name,
        email: `${id}@example.vn`,
        title: 'Công chức',
        image: null,
        created_at: now,
        updated_at: now,
      }
      await owner.insertInto('officer').values(row).execute()
      const grant = {
        id: newId(),
        officer_id: id,
        role,
        unit_id: unitId,
        valid_from: '2020-01-01',
        valid_to: null,
      }
      await owner.insertInto('role_grant').values(grant).execute()
      return { id, token: await session({ officerId: id }) }
    },
    member: async (teamId, role, name = 'Thành Viên Thử') => {
      const id = newId()
      const deviceId = newId()
      const { commune_id } = await owner
        .selectFrom('team')
        .where('id', '=', teamId)
        .select('commune_id')
        .executeTakeFirstOrThrow()
      await owner
        .insertInto('member')
        .values({
          id,
          commune_id,
          name,
          fold: fold(name),
          sort_key: orderKey(name),
          birth_year: 1980,
          sex: null,
          phone: null,
          affiliation: null,
          card_code: id.slice(-8).toUpperCase(),
          card_until: '2030-12-31',
          joined_on: '2020-01-01',
        })
        .execute()
      await owner
        .insertInto('membership')
        .values({ member_id: id, team_id: teamId, role, valid_from: '2020-01-01', valid_to: null })
        .execute()
      await owner
        .insertInto('device')
        .values({
          id: deviceId,
          member_id: id,
          public_key: '{}',
          label: 'test',
          enrolled_at: now,
          revoked_at: null,
          last_heard_at: null,
          app_version: null,
        })
        .execute()
      return { id, deviceId, token: await session({ deviceId }) }
    },
    close: async () => {
      await app.close()
      await database.close()
      rmSync(keyFolder, { recursive: true, force: true })
    },
  }
}

export type Ground = {
  nation: number
  province: number
  commune: number
  village: number
  areaId: number
  teamId: string
}

/**
 * A small piece of the tree for a test, far from the real units: nation > province > commune > village, one area and
 * one team. `base` keeps several of them apart; `within` puts the new ground into a province or commune made before.
 */
export const makeGround = async (
  database: TestDatabase,
  base = 900_000,
  within: { province?: number; commune?: number } = {},
): Promise<Ground> => {
  const { owner } = database
  const unit = async (
    id: number,
    level: string,
    kind: string,
    name: string,
    parent: number | null,
    path: number[],
  ) => {
    await owner
      .insertInto('unit')
      .values({
        id,
        level,
        kind,
        code: null,
        name,
        fold: fold(name),
        sort_key: orderKey(name),
        parent_id: parent,
        path,
        valid_from: '2000-01-01',
        valid_to: null,
      })
      .onConflict(oc => oc.column('id').doNothing())
      .execute()
  }
  const [province, commune, village] = [within.province ?? base + 1, within.commune ?? base + 2, base + 3]
  await unit(1, 'nation', 'nation', 'Việt Nam', null, [1])
  await unit(province, 'province', 'province', `Tỉnh Thử ${base}`, 1, [1, province])
  await unit(commune, 'commune', 'commune', `Xã Thử ${base}`, province, [1, province, commune])
  await unit(village, 'village', 'ban', `Bản Thử ${base}`, commune, [1, province, commune, village])
  const areaId = base
  await owner
    .insertInto('area')
    .values({ id: areaId, name: `Bản Thử ${base}`, fold: 'ban thu', sort_key: 'ban thu' })
    .execute()
  await owner
    .insertInto('area_village')
    .values({ area_id: areaId, village_id: village, valid_from: '2000-01-01', valid_to: null })
    .execute()
  const teamId = newId()
  await owner
    .insertInto('team')
    .values({
      id: teamId,
      commune_id: commune,
      level: 'village',
      name: `Bản Thử ${base}`,
      local_name: 'Tổ công nghệ số cộng đồng',
      fold: 'ban thu',
      sort_key: 'ban thu',
      formed_on: '2020-01-01',
      dissolved_on: null,
      decision_number: null,
      decision_on: null,
      decision_signer: null,
    })
    .execute()
  await owner
    .insertInto('team_area')
    .values({ team_id: teamId, area_id: areaId, valid_from: '2020-01-01', valid_to: null })
    .execute()
  return { nation: 1, province, commune, village, areaId, teamId }
}
