import type { ActivityRow } from '@tung-nha/model/activity/ops.ts'
import type { HouseholdRow } from '@tung-nha/model/household/ops.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { fold, nameKey, orderKey } from '@tung-nha/model/kit/text.ts'
import type { RequestRow } from '@tung-nha/model/request/ops.ts'
import { CONDITIONS, type ResidentRow } from '@tung-nha/model/resident/ops.ts'
import type { Row } from '@tung-nha/model/sync/op.ts'

/** How a noun's row lies in its table: the column types, and the way in and out. */
export type Mapping<R extends Row = Row> = {
  columns: Record<string, string>
  toColumns: (row: R) => Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: a record as the driver gives it
  toRow: (record: any) => R
}

/** An instant as the model writes it, from the database's JSON. */
export const instantText = (value: string): Instant => new Date(value).toISOString()

/** A list that is empty in nearly every row takes no room as null. */
const orNull = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list)

const household: Mapping<HouseholdRow> = {
  columns: {
    head: 'text',
    fold: 'text',
    sort_key: 'text',
    address: 'text',
    lane: 'text',
    headcount: 'int',
    phone: 'text',
    note: 'text',
    names_refused: 'boolean',
    sells: 'boolean',
    sells_online: 'boolean',
    takes_qr: 'boolean',
    basis: 'jsonb',
    next_day: 'date',
    merged_into: 'uuid',
    apart: 'uuid[]',
    moved_to: 'int',
    came_from: 'int[]',
    earlier: 'jsonb',
    clocks: 'jsonb',
    removed: 'boolean',
  },
  toColumns: row => ({
    head: row.head,
    fold: fold([row.head, row.address, row.lane].filter(Boolean).join(' ')),
    sort_key: row.head === null ? `~${orderKey(row.address ?? '')}` : nameKey(row.head),
    address: row.address,
    lane: row.lane,
    headcount: row.headcount,
    phone: row.phone,
    note: row.note,
    names_refused: row.namesRefused,
    sells: row.sells,
    sells_online: row.sellsOnline,
    takes_qr: row.takesQr,
    basis: row.basis ?? {},
    next_day: row.nextDay,
    merged_into: row.mergedInto,
    apart: orNull(row.apart),
    moved_to: row.movedTo,
    came_from: orNull(row.cameFrom),
    earlier: orNull(row.earlier),
    clocks: row.clocks,
    removed: row.removed,
  }),
  toRow: record => ({
    id: record.id,
    removed: record.removed,
    head: record.head,
    address: record.address,
    lane: record.lane,
    headcount: record.headcount,
    phone: record.phone,
    note: record.note,
    namesRefused: record.names_refused,
    sells: record.sells,
    sellsOnline: record.sells_online,
    takesQr: record.takes_qr,
    basis: record.basis.kind === undefined ? null : record.basis,
    nextDay: record.next_day,
    mergedInto: record.merged_into,
    apart: record.apart ?? [],
    movedTo: record.moved_to,
    cameFrom: record.came_from ?? [],
    earlier: record.earlier ?? [],
    clocks: record.clocks,
  }),
}

const resident: Mapping<ResidentRow> = {
  columns: {
    household_id: 'uuid',
    name: 'text',
    fold: 'text',
    sort_key: 'text',
    birth_year: 'int',
    sex: 'text',
    phone: 'text',
    conditions: 'jsonb',
    consent: 'jsonb',
    observations: 'jsonb',
    merged_into: 'uuid',
    apart: 'uuid[]',
    moved_to: 'int',
    moved_home: 'uuid',
    came_from: 'int[]',
    clocks: 'jsonb',
    removed: 'boolean',
  },
  toColumns: row => ({
    household_id: row.householdId,
    name: row.name,
    fold: fold(row.name ?? ''),
    sort_key: nameKey(row.name ?? ''),
    birth_year: row.birthYear,
    sex: row.sex,
    phone: row.phone,
    conditions: Object.fromEntries(CONDITIONS.flatMap(key => (row[key] === null ? [] : [[key, row[key]]]))),
    consent: row.consent ?? {},
    observations: row.observations,
    merged_into: row.mergedInto,
    apart: orNull(row.apart),
    moved_to: row.movedTo,
    moved_home: row.movedHome,
    came_from: orNull(row.cameFrom),
    clocks: row.clocks,
    removed: row.removed,
  }),
  toRow: record => ({
    id: record.id,
    removed: record.removed,
    householdId: record.household_id,
    name: record.name,
    birthYear: record.birth_year,
    sex: record.sex,
    phone: record.phone,
    smartphone: record.conditions.smartphone ?? null,
    simOwner: record.conditions.simOwner ?? null,
    networkHome: record.conditions.networkHome ?? null,
    eid2: record.conditions.eid2 ?? null,
    account: record.conditions.account ?? null,
    signature: record.conditions.signature ?? null,
    consent: record.consent.version === undefined ? null : record.consent,
    observations: record.observations,
    mergedInto: record.merged_into,
    apart: record.apart ?? [],
    movedTo: record.moved_to,
    movedHome: record.moved_home,
    cameFrom: record.came_from ?? [],
    clocks: record.clocks,
  }),
}

const activity: Mapping<ActivityRow> = {
  columns: {
    kind: 'text',
    day: 'date',
    team_id: 'uuid',
    member_id: 'uuid',
    household_id: 'uuid',
    body: 'jsonb',
    voided: 'boolean',
    settled: 'jsonb',
    stamp: 'timestamptz',
  },
  toColumns: row => ({
    kind: row.kind,
    day: row.day,
    team_id: row.teamId,
    member_id: row.memberId,
    household_id: row.householdId,
    body: row.body ?? {},
    voided: row.voided,
    settled: row.settled,
    stamp: row.stamp,
  }),
  toRow: record => {
    const body = record.body.outcome === undefined ? null : record.body
    return {
      id: record.id,
      removed: body === null,
      kind: record.kind,
      day: record.day,
      teamId: record.team_id,
      memberId: record.member_id,
      householdId: record.household_id,
      body,
      voided: record.voided,
      settled: record.settled,
      stamp: instantText(record.stamp),
    }
  },
}

const request: Mapping<RequestRow> = {
  columns: {
    code: 'text',
    name: 'text',
    phone: 'text',
    lane: 'text',
    skill: 'text',
    poster: 'text',
    state: 'text',
    opened_on: 'date',
    opened_at: 'timestamptz',
    taken_by: 'uuid',
    closed_on: 'date',
    closed_by: 'uuid',
    result: 'text',
    activity_id: 'uuid',
    clocks: 'jsonb',
    removed: 'boolean',
  },
  toColumns: row => ({
    code: row.code,
    name: row.name,
    phone: row.phone,
    lane: row.lane,
    skill: row.skill,
    poster: row.poster,
    state: row.state,
    opened_on: row.openedOn,
    opened_at: row.openedAt,
    taken_by: row.takenBy,
    closed_on: row.closedOn,
    closed_by: row.closedBy,
    result: row.result,
    activity_id: row.activityId,
    clocks: row.clocks,
    removed: row.removed,
  }),
  toRow: record => ({
    id: record.id,
    removed: record.removed,
    code: record.code,
    name: record.name,
    phone: record.phone,
    lane: record.lane,
    skill: record.skill,
    poster: record.poster,
    state: record.state,
    openedOn: record.opened_on,
    openedAt: instantText(record.opened_at),
    takenBy: record.taken_by,
    closedOn: record.closed_on,
    closedBy: record.closed_by,
    result: record.result,
    activityId: record.activity_id,
    clocks: record.clocks,
  }),
}

export type FieldTable = 'household' | 'resident' | 'activity' | 'request'

/** The field's tables in the order in which they are written: a person never comes before the home. */
export const FIELD_TABLES: readonly FieldTable[] = ['household', 'resident', 'activity', 'request']
export const mappings = { household, resident, activity, request } as unknown as Record<FieldTable, Mapping>
