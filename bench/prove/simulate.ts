import { dayOf } from '@tung-nha/model/kit/day.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import type { Op, SentOp } from '@tung-nha/model/sync/op.ts'
import { type DeviceAnswer, KEPT_DAYS } from '@tung-nha/model/sync/storage.ts'
import { chanceOf } from './chance.ts'
import { changeOf, deviceId, firstChanges, memberId, OFFICER } from './changes.ts'
import { checkEnd, checkPhone, newWatch, type Watch } from './invariants.ts'
import { AREAS, CLOCKS, type Drawn, type Fault, type Move, PHONES } from './schedule.ts'
import { type Judge, newJudge, Violation } from './violation.ts'
import { restartSalts } from './world/crypto.ts'
import { type Backup, backUp, type Database, newDatabase, restore, type Trouble } from './world/database.ts'
import {
  type Arrived,
  feed,
  newTab,
  type Phone,
  type Request,
  reborn,
  record,
  type Tab,
  take,
} from './world/phone.ts'
import { recordedStorage } from './world/recorded.ts'
import { callServer, followUp, officerPush, type PushBody, type Reply } from './world/server.ts'

const START = Date.parse('2026-11-20T00:00:00.000Z')
const SECOND = 1000
const DAY = 86_400_000

type Up = { phone: Phone; tab: Tab; turn: number; path: Request['path']; text: string; sentAt: number }
type Down = { phone: Phone; tab: Tab; turn: number; path: Request['path']; status: number; text: string }

export type World = {
  time: number
  db: Database
  phones: Phone[]
  up: Up[]
  down: Down[]
  backup: (Backup & { at: number }) | null
  serial: number
  /** Of the next phone. */
  names: number
  activities: string[]
  watch: Watch
  judge: Judge
}

/** What the devices of the simulator know each other by: member n serves areas n and n + 1. */
const newWorld = async (judge: Judge, seed: number): Promise<World> => {
  const chance = chanceOf(seed)
  const db = newDatabase(AREAS)
  const world: World = {
    time: START,
    db,
    phones: [],
    up: [],
    down: [],
    backup: null,
    serial: 0,
    names: PHONES,
    activities: [],
    watch: newWatch(db, judge),
    judge,
  }
  for (let n = 0; n < PHONES; n++) {
    const mine = n === 2 ? [2, 3] : [1, 2]
    db.spans.set(
      memberId(n),
      mine.map(area => ({ area_id: area, from: '2025-07-01', to: null })),
    )
    db.devices.set(deviceId(n), { memberId: memberId(n), revoked: false })
    world.phones.push(newPhone(world, n, recordedStorage(), deviceId(n), memberId(n), chance.next))
  }
  world.watch.now = () => world.time
  await layFirst(world)
  restartSalts()
  for (const phone of world.phones) await feed(phone, phone.tabs[0]!, { event: 'started' }, world.time)
  return world
}

/** What the officer brought before a schedule begins: the same in all of them, so it is brought once. */
let first: { backup: Backup; serial: number } | null = null

const layFirst = async (world: World) => {
  if (first === null) {
    for (const area of AREAS)
      for (const change of firstChanges(area, world.time)) await officer(world, change)
    first = { backup: backUp(world.db), serial: world.serial }
  }
  world.serial = first.serial
  restore(world.db, first.backup)
  world.watch.begins()
}

const newPhone = (
  world: World,
  name: number,
  storage: Phone['storage'],
  device: string,
  member: string,
  random: () => number,
): Phone => ({
  name,
  storage,
  tabs: [newTab()],
  deviceId: device,
  memberId: member,
  clock: 0,
  lastMs: 0,
  scopeHash: undefined,
  signedIn: true,
  expelled: false,
  clogged: false,
  random,
  send: (phone, tab, turn, { path, body }) =>
    world.up.push({ phone, tab, turn, path, text: JSON.stringify(body), sentAt: world.time }),
})

const officer = async (world: World, change: Pick<Op, 'kind' | 'areaId' | 'body'>) => {
  const op: SentOp = {
    id: `00000000-0000-7000-9000-${String(++world.serial).padStart(12, '0')}`,
    deviceId: OFFICER,
    actorId: OFFICER,
    seq: world.serial,
    deviceAt: instantOf(world.time),
    ...change,
  }
  world.watch.caller = null
  await officerPush(world.db, op, world.time)
}

/** What follows from departures, merges and removals is made; a server that dies on the way begins again later. */
const goOn = async (world: World, trouble: Trouble[] = []) => {
  world.watch.caller = null
  world.db.trouble = trouble
  await followUp(world.db, world.time).catch(error => {
    if (!(error instanceof Error && 'code' in error)) throw error
  })
  world.db.trouble = []
}

/** A request reaches the server, which answers; what breaks on the way back is decided when the answer arrives. */
const arrive = async (world: World, message: Up, trouble: Trouble[] = []): Promise<void> => {
  const { phone, tab, turn, path, text, sentAt } = message
  const answer = (reply: Reply) =>
    world.down.push({ phone, tab, turn, path, status: reply.status, text: JSON.stringify(reply.body) })
  if (world.db.devices.get(phone.deviceId)?.revoked)
    return void answer({ status: 403, body: { id: 'auth.device-unknown' } })
  if (!phone.signedIn) return void answer({ status: 401, body: { id: 'auth.required' } })
  const who = { memberId: phone.memberId, deviceId: phone.deviceId }
  world.db.trouble = trouble
  const body = JSON.parse(text)
  const proven = new Map<string, string>()
  if (path === 'push')
    for (const { id, stamp, proof } of (body as PushBody).ops) if (stamp && proof) proven.set(id, stamp)
  const clock = path === 'push' ? Date.parse((body as PushBody).deviceNow) - sentAt : 0
  world.watch.caller = { ...who, phone: phone.name, clock, sentAt, proven }
  const reply = await callServer(world.db, path, body, who, world.time)
  if (path === 'push' && reply.status === 200)
    world.watch.answered((body as PushBody).ops, (reply.body as { answers: DeviceAnswer[] }).answers)
  world.db.trouble = []
  answer(reply)
}

const TROUBLES: Record<string, Trouble[]> = {
  arrives: [],
  copied: [],
  deadlock: ['deadlock'],
  cutBefore: ['cutBefore'],
  cutAfter: ['cutAfter'],
  halfDone: ['fine', 'down'],
  down: ['down'],
}

const nth = <T extends { phone: Phone }>(messages: T[], at: number): T | undefined => {
  const free = messages.filter(message => !message.phone.clogged)
  return free[at % (free.length || 1)]
}
const drop = <T>(messages: T[], message: T) => messages.splice(messages.indexOf(message), 1)

const playUp = async (world: World, { at, how }: Extract<Move, { do: 'up' }>): Promise<boolean> => {
  const message = nth(world.up, at)
  if (!message) return false
  if (how !== 'copied') drop(world.up, message)
  if (how === 'lost') return true
  if (how === 'twice') await Promise.all([arrive(world, message), arrive(world, message)])
  else await arrive(world, message, [...TROUBLES[how]!])
  return true
}

/** What the phone reads: only now taken apart, for most answers that are late or lost nobody ever reads. */
const replyOf = ({ status, text }: Down): Reply => ({ status, body: JSON.parse(text) })
/** Whether anybody still waits for the answer. */
const isAwaited = ({ tab, turn }: Down) => tab.alive && tab.machine.turn === turn && tab.givesUpAt !== null

const playDown = async (world: World, { at, how }: Extract<Move, { do: 'down' }>): Promise<boolean> => {
  const message = nth(world.down, at)
  if (!message) return false
  drop(world.down, message)
  if (!isAwaited(message)) return false
  if (how === 'lost') return true
  const { phone, tab, turn, path } = message
  const reply: Arrived =
    how === 'cut'
      ? 'unreadable'
      : how === 'hotel'
        ? { status: 200, body: '<html>Wi-Fi</html>' }
        : replyOf(message)
  await take(phone, tab, turn, path, reply, world.time, how === 'killed')
  return true
}

/** Timers ring and requests are given up when their time has come. */
const ring = async (world: World) => {
  for (const phone of world.phones)
    for (const tab of phone.tabs) {
      if (tab.givesUpAt !== null && tab.givesUpAt <= world.time) {
        tab.givesUpAt = null
        const { state, turn } = tab.machine
        if (state === 'pushing' || state === 'pulling')
          await feed(
            phone,
            tab,
            { event: state === 'pushing' ? 'pushFailed' : 'pullFailed', turn },
            world.time,
          )
      }
      if (tab.ringsAt !== null && tab.ringsAt <= world.time) {
        tab.ringsAt = null
        await feed(phone, tab, { event: 'timer' }, world.time)
      }
      const { state } = tab.machine
      const bell = state === 'pushing' || state === 'pulling' ? tab.givesUpAt : tab.ringsAt
      const still = state === 'stopped' || state === 'offline'
      world.judge.holds(
        still || bell !== null,
        'I8',
        () => `phone ${phone.name} is ${state} and waits for nothing`,
      )
    }
}

const join = async (world: World, phone: Phone) => {
  phone.deviceId = deviceId(10 + ++world.serial)
  world.db.devices.set(phone.deviceId, { memberId: phone.memberId, revoked: false })
  phone.expelled = false
  phone.signedIn = true
  for (const tab of phone.tabs) await feed(phone, tab, { event: 'signedIn' }, world.time)
}

/** Plays one move; false when there was nothing for it to happen to. */
const play = async (world: World, move: Move): Promise<boolean> => {
  const { db, watch, phones } = world
  const phone = 'phone' in move ? phones[move.phone % phones.length]! : phones[0]!
  const area = 'area' in move ? AREAS[move.area % AREAS.length]! : 0
  switch (move.do) {
    case 'save': {
      const mine = db.spans.get(phone.memberId)!.map(span => span.area_id)
      const activity = `30000000-0000-7000-8000-${String(++world.serial).padStart(12, '0')}`
      const change = changeOf(
        mine[move.area % mine.length]!,
        move.what,
        move.which,
        move.other,
        world.time + phone.clock,
        activity,
        world.activities,
      )
      if (change.kind === 'activity.record') world.activities.push(activity)
      const before = (await phone.storage.countUnsent()).unsent
      const op = await record(phone, world.time, world.serial, change)
      const after = (await phone.storage.countUnsent()).unsent
      world.judge.holds(
        after === before + (op ? 1 : 0),
        'I7',
        () => `a change that ${op ? 'was' : 'was not'} saved left ${after - before} behind`,
      )
      if (op === null) return true
      watch.saved(op, phone.name, world.time, move.what >= 100)
      for (const tab of phone.tabs) await feed(phone, tab, { event: 'opSaved' }, world.time)
      return true
    }
    case 'up':
      return playUp(world, move)
    case 'down':
      return playDown(world, move)
    case 'kill':
      await checkPhone(watch, phone)
      await reborn(phone, world.time)
      return true
    case 'online':
    case 'offline':
      if (move.do === 'online' && phone.expelled) await join(world, phone)
      else for (const tab of phone.tabs) await feed(phone, tab, { event: move.do }, world.time)
      return true
    case 'tab': {
      if (phone.tabs.length > 1 || phone.expelled) return false
      const tab = newTab()
      phone.tabs.push(tab)
      await feed(phone, tab, { event: 'tabWon' }, world.time)
      return true
    }
    case 'closeTab': {
      const tab = phone.tabs.length > 1 ? phone.tabs.pop()! : null
      if (tab) tab.alive = false
      return tab !== null
    }
    case 'clog':
    case 'unclog':
      phone.clogged = move.do === 'clog'
      return true
    case 'expire':
      phone.signedIn = false
      return true
    case 'revoke':
      db.devices.get(phone.deviceId)!.revoked = true
      return true
    case 'clock': {
      const to = CLOCKS[move.to]!
      phone.clock =
        to === 'year1970'
          ? 1000 * DAY - world.time
          : to === 'year2038'
            ? Date.parse('2038-01-19T03:14:07Z') - world.time
            : to
      return true
    }
    case 'clone': {
      if (phones.length >= PHONES + 2) return false
      const storage = await phone.storage.copy(Math.max(0, phone.storage.age() - move.back))
      const clone = newPhone(world, world.names++, storage, phone.deviceId, phone.memberId, phone.random)
      clone.clock = phone.clock
      phones.push(clone)
      await feed(clone, clone.tabs[0]!, { event: 'started' }, world.time)
      return true
    }
    case 'leave':
    case 'return': {
      const today = dayOf(instantOf(world.time))
      const spans = db.spans.get(phone.memberId)!
      if (move.do === 'return') spans.push({ area_id: area, from: today, to: null })
      else
        for (const span of spans)
          if (span.area_id === area && span.to === null) span.to = span.from! < today ? today : span.from
      return true
    }
    case 'officer':
      await officer(
        world,
        changeOf(area, move.what, move.which, move.other ?? 0, world.time, '', world.activities),
      )
      return true
    case 'follow':
      if ([...db.onward.values()].every(marks => marks.size === 0)) return false
      await goOn(world, move.dies ? ['down'] : [])
      return true
    case 'fill':
      phone.storage.fill(move.after, move.most)
      return true
    case 'evict': {
      // Nothing is left, not even who it was: the app opens as on a new phone, and the member joins with a new code.
      for (const tab of phone.tabs) tab.alive = false
      watch.evicted(phone.name)
      const fresh = newPhone(world, world.names++, recordedStorage(), '', phone.memberId, phone.random)
      fresh.clock = phone.clock
      phones[phones.indexOf(phone)] = fresh
      await join(world, fresh)
      return true
    }
    case 'backup':
      world.backup = { ...backUp(db), at: world.time }
      return true
    case 'restore':
      // An older one brings back only what phones still hold: docs/promise.md says so.
      if (world.backup === null || world.time - world.backup.at > KEPT_DAYS * DAY) return false
      restore(db, world.backup)
      watch.restored()
      return true
    case 'wait':
      world.time += move.ms
      return true
  }
}

const SOON = 30 * SECOND
const LATEST = 75 * SECOND

/** The faults stop. Everything still on its way arrives, and then all phones come to rest within their time. */
const heal = async (world: World): Promise<void> => {
  const { phones, judge } = world
  const healedAt = world.time
  for (const phone of phones) {
    phone.clogged = false
    phone.signedIn = true
    phone.storage.fill(Infinity, 0)
    if (phone.expelled || world.db.devices.get(phone.deviceId)!.revoked) await join(world, phone)
    for (const tab of phone.tabs)
      for (const event of ['offline', 'tabWon', 'online'] as const)
        await feed(phone, tab, { event }, world.time)
  }
  let emptyAt = world.time
  for (let turns = 0; ; turns++) {
    const up = world.up.shift()
    const down = up ? undefined : world.down.shift()
    if (up) await arrive(world, up)
    else if (down) {
      if (isAwaited(down)) await take(down.phone, down.tab, down.turn, down.path, replyOf(down), world.time)
    } else {
      const bells = phones
        .flatMap(phone => phone.tabs.flatMap(tab => [tab.ringsAt, tab.givesUpAt]))
        .filter(at => at !== null)
      judge.holds(bells.length > 0, 'I8', () => 'no phone is doing anything and none ever will')
      world.time = Math.max(world.time, Math.min(...bells))
    }
    world.time += 20
    await goOn(world)
    await ring(world)
    if ((await unsentOf(phones)) > 0) emptyAt = world.time
    judge.holds(
      emptyAt - healedAt <= SOON,
      'I8',
      () => 'work was still unsent 30 seconds after the faults had stopped',
    )
    judge.holds(turns < 2000, 'I8', () => 'the phones never come to rest')
    if (world.up.length + world.down.length > 0) continue
    if (world.time - healedAt > LATEST || (await atRest(world))) return
  }
}

const unsentOf = async (phones: readonly Phone[]) => {
  let unsent = 0
  for (const { storage } of phones) unsent += (await storage.countUnsent()).unsent
  return unsent
}

/** Whether every phone holds the head of every area it serves and has nothing to send. */
const atRest = async ({ phones, db, time }: World) => {
  const today = dayOf(instantOf(time))
  for (const { storage, tabs, memberId: member } of phones) {
    if (tabs.some(tab => tab.machine.state !== 'idle') || (await storage.countUnsent()).unsent > 0)
      return false
    const feeds = new Map((await storage.feeds()).map(one => [one.areaId, one]))
    const served = new Set(
      db.spans
        .get(member)!
        .filter(span => span.from! <= today && (span.to === null || today < span.to))
        .map(span => span.area_id),
    )
    if ([...feeds.keys()].some(areaId => !served.has(areaId))) return false
    for (const areaId of served) {
      const head = db.store.areas.get(areaId)?.feed
      if (head && feeds.get(areaId)?.chain !== head.chain) return false
    }
  }
  return true
}

export type Outcome = {
  asserted: number
  /** How often each rule was asserted. */
  rules: Record<string, number>
  /** Rows of the fault matrix of which something really happened. */
  rows: ReadonlySet<Fault>
  violation: { rule: string; message: string } | null
  saved: number
}

/** Plays one schedule and judges it. */
export const simulate = async (moves: readonly Drawn[], seed: number): Promise<Outcome> => {
  const judge = newJudge()
  const rows = new Set<Fault>()
  const told = () => ({ asserted: judge.asserted(), rules: judge.byRule(), rows, saved })
  let saved = 0
  try {
    const world = await newWorld(judge, seed)
    for (const move of moves) {
      if ((await play(world, move)) && move.row) rows.add(move.row)
      world.time += 100
      await ring(world)
    }
    for (const phone of world.phones) await checkPhone(world.watch, phone)
    await heal(world)
    await checkEnd(world.watch, world.phones, world.time)
    saved = world.watch.savedCount()
    return { ...told(), violation: null }
  } catch (error) {
    const violation =
      error instanceof Violation
        ? { rule: error.rule, message: error.message }
        : { rule: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    return { ...told(), violation }
  }
}
