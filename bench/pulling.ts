import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Feed } from '../model/sync/accept.ts'
import { DIGEST_LENGTH, placesText } from '../model/sync/places.ts'
import { readCatalogue } from '../server/catalogue/read.ts'
import { connectDb } from '../server/db/connect.ts'
import { appUrlOf } from '../server/db/migrate.ts'
import { withConnection } from '../server/postgres/connection.ts'
import { sha256 } from '../server/sync/proof.ts'
import { pushOps } from '../server/sync/push.ts'
import { serverSender } from '../server/sync/sender.ts'
import type { Product } from './pushing.ts'
import { call, newId, now, opOf, type Phone, project, rank, round, today, type World } from './world.ts'

type Place = Feed & { areaId: number }
type Told = { scope?: { hash: string }; feeds: (Place & { more?: true; rows: unknown[] })[]; differs?: true }
type Reply = { told: Told; bytes: number; ms: number }

const ask = async (url: string, phone: Phone, body: object): Promise<Reply> => {
  const { status, text, bytes, ms } = await call(
    'POST',
    `${url}/api/v1/sync/pull`,
    phone.token,
    body,
    'br, gzip',
  )
  if (status !== 200) throw new Error(text)
  return { told: JSON.parse(text), bytes, ms }
}

/** Everything of a phone's areas, page by page, as after joining. */
const load = async (url: string, phone: Phone) => {
  let feeds: Place[] = []
  let scopeHash: string | undefined
  let [bytes, rows, requests] = [0, 0, 0]
  for (;;) {
    const reply = await ask(url, phone, { feeds, ...(scopeHash ? { scopeHash } : {}) })
    requests++
    bytes += reply.bytes
    rows += reply.told.feeds.reduce((sum, feed) => sum + feed.rows.length, 0)
    scopeHash = reply.told.scope?.hash ?? scopeHash
    const news = new Map(
      reply.told.feeds.map(({ areaId, revision, chain }) => [areaId, { areaId, revision, chain }]),
    )
    feeds = [...feeds.filter(feed => !news.has(feed.areaId)), ...news.values()]
    if (!reply.told.feeds.some(feed => feed.more)) return { feeds, scopeHash, bytes, rows, requests }
  }
}

/** P5: the question of a phone that has everything, and its answer. */
export const idlePull = async ({ url }: Product, phone: Phone) => {
  const { feeds, scopeHash } = await load(url, phone)
  const body = { places: sha256(placesText(feeds)).slice(0, DIGEST_LENGTH), scopeHash, unsent: 0 }
  const replies: Reply[] = []
  for (let i = 0; i < 30; i++) replies.push(await ask(url, phone, body))
  if (replies.some(({ told }) => told.differs || told.feeds.length > 0)) throw new Error('something was new')
  return {
    areas: feeds.length,
    question: Buffer.byteLength(JSON.stringify(body)),
    answer: replies.at(-1)!.bytes,
    medianMs: round(
      rank(
        replies.map(({ ms }) => ms),
        0.5,
      ),
    ),
  }
}

const [HOMES, PEOPLE, SKILLS_EACH] = [300, 1000, 5]

/** Fills a phone's area with the homes, people and attainments of P4, through the rules. */
export const fillArea = async (world: World, phone: Phone): Promise<void> => {
  const db = connectDb(appUrlOf(world.ownerUrl))
  const catalogue = await readCatalogue(join(project, 'catalogue'))
  const skills = new Set(catalogue.skills.map(skill => skill.key))
  const consent = { version: 'home-2026', purpose: 'guidance', channel: 'spoken', day: today() }
  const word = () => randomBytes(3).toString('hex')
  const homes = Array.from({ length: HOMES }, (_, i) => ({ householdId: newId(), i }))
  const people = Array.from({ length: PEOPLE }, (_, i) => ({
    residentId: newId(),
    home: homes[i % HOMES]!,
    i,
  }))
  const ops = [
    ...homes.map(({ householdId, i }) =>
      opOf(phone, 'household.put', {
        householdId,
        fields: { head: `Lò Văn ${word()}`, headcount: 4, address: `số ${i}`, lane: `ngõ ${i % 20}` },
        basis: { kind: 'visit', day: today() },
      }),
    ),
    ...people.map(({ residentId, home, i }) =>
      opOf(phone, 'resident.put', {
        residentId,
        householdId: home.householdId,
        fields: {
          name: `Lò Thị ${word()}`,
          birthYear: 1950 + (i % 55),
          smartphone: i % 5 > 0,
          sex: 'female',
        },
        consent,
      }),
    ),
    ...homes.map(({ householdId }) =>
      opOf(phone, 'activity.record', {
        activityId: newId(),
        kind: 'home_visit',
        day: today(),
        teamId: phone.teamId,
        householdId,
        outcome: 'guided',
        guided: people
          .filter(person => person.home.householdId === householdId)
          .map(({ residentId, i }) => ({
            residentId,
            observations: catalogue.skills
              .slice(i % 10, (i % 10) + SKILLS_EACH)
              .map(({ key }, n) => ({ skill: key, level: (i + n) % 5 })),
          })),
        unnamed: [],
        difficulties: [],
      }),
    ),
  ]
  try {
    for (let i = 0; i < ops.length; i += 100) {
      const answers = await pushOps(db, {
        ops: ops.slice(i, i + 100),
        sender: serverSender,
        now: now(),
        offset: 0,
        skills,
        secret: 'a secret of the bench for its proofs',
      })
      const refused = answers.find(answer => answer.result !== 'accepted')
      if (refused) throw new Error(JSON.stringify(refused))
    }
  } finally {
    await db.destroy()
  }
}

const LOADS = 20

/** P4: twenty phones that load the area for the first time, one after the other, from a server that has run for a while. */
export const firstLoads = async ({ url, cpu }: Product, phone: Phone) => {
  for (let i = 0; i < LOADS; i++) await load(url, phone)
  const before = cpu()
  const from = performance.now()
  const loads = []
  for (let i = 0; i < LOADS; i++) loads.push(await load(url, phone))
  const after = cpu()
  const last = loads.at(-1)!
  return {
    kb: round(last.bytes / 1000),
    rows: last.rows,
    requests: last.requests,
    medianMs: Math.round((performance.now() - from) / loads.length),
    cpuSecondsFor20: {
      server: round(after.server - before.server, 2),
      database: round(after.database - before.database, 2),
    },
  }
}

/** The phone's team serves more areas from now on. */
export const widen = (world: World, phone: Phone, areas: number) =>
  withConnection(world.ownerUrl, client =>
    client.query(
      `INSERT INTO team_area (team_id, area_id, valid_from) SELECT $1, area, '2025-07-01' FROM unnest($2::int[]) area ON CONFLICT DO NOTHING`,
      [phone.teamId, world.phones.slice(1, areas).map(other => other.areaId)],
    ),
  )
