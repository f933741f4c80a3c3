import type { Day, Instant } from '@tung-nha/model/kit/day.ts'
import type { DivisionOutcome, DivisionState } from '@tung-nha/model/unit/division.ts'
import type { ColumnType, Generated } from 'kysely'

/**
 * Over 500 lines because it is one row type for each table and reads best in one piece.
 * The tables as the migrations leave them, by hand; tables.test.ts compares this file with the database.
 */

/** jsonb: read as a value, written as JSON text. */
// biome-ignore lint/suspicious/noExplicitAny: each noun narrows its own json when it reads a row
export type Json<T = any> = ColumnType<T, string, string>

export type ActivityRow = {
  area_id: number
  id: string
  kind: string
  day: Day
  team_id: string
  member_id: string
  household_id: string | null
  body: Json
  voided: Generated<boolean>
  stamp: Instant
  revision: number
  settled: Json | null
}

export type ApplicationRow = {
  id: string
  commune_id: number
  team_id: string | null
  name: string | null
  phone: string | null
  birth_year: number | null
  affiliation: string | null
  about: string | null
  state: string
  made_on: Day
  made_at: Instant
  decided_at: Instant | null
  decided_by: string | null
  member_id: string | null
}

export type AreaDistinctRow = {
  area_id: number
  period: string
  team_id: string
  fact: string
  n: number
}

export type AreaFactRow = {
  area_id: number
  day: Day
  team_id: string
  fact: string
  n: number
}

export type AreaFeedRow = {
  area_id: number
  revision: Generated<number>
  chain: Generated<Buffer>
}

export type ActiveMemberRow = {
  commune_id: number
  period: string
  member_id: string
}

export type AreaTreeRow = {
  area_id: number
  village_id: number
  valid_from: Day
  valid_to: Day | null
}

export type AreaVillageRow = {
  area_id: number
  village_id: number
  valid_from: Day
  valid_to: Day | null
}

export type AreaRow = {
  id: number
  name: string
  fold: string
  sort_key: string
}

export type AttemptRow = {
  key: string
  at: Instant
}

export type AuditEntryRow = {
  commune_id: number
  n: number
  at: Instant
  actor_id: string
  what: string
  subjects: Json
  chain: Buffer
}

export type BorderRow = {
  unit_id: number
  path: string
  imported_on: Day
  source: string
}

export type CertificateKeyRow = {
  key: string
  public_key: string
  made_on: Day
  retired_on: Generated<Day | null>
  revoked_on: Generated<Day | null>
}

export type CertificateRow = {
  code: string
  kind: string
  course: string
  right_count: number
  of_count: number
  issued_on: Day
  unit_id: number
  member_id: string | null
  issued_by: string | null
  revoked_on: Generated<Day | null>
  revoked_by: Generated<string | null>
  reason: Generated<string | null>
}

export type DenominatorRow = {
  unit_id: number
  name: string
  day: Day
  n: number
  source: string
  entered_by: string
  entered_at: Instant
}

export type DeviceChallengeRow = {
  nonce: string
  device_id: string
  expires_at: Instant
}

export type DeviceRow = {
  id: string
  member_id: string
  public_key: Json
  label: string
  enrolled_at: Instant
  revoked_at: Instant | null
  last_heard_at: Instant | null
  app_version: string | null
  unsent: Generated<number>
  refused: Generated<number>
  storage_used: Generated<number | null>
  storage_quota: Generated<number | null>
}

export type DirtyRow = {
  area_id: number
  day: Day
}

export type EnrolmentCodeRow = {
  code_hash: Buffer
  member_id: string
  made_by: string
  expires_at: Instant
  used_at: Instant | null
}

export type EvidenceRow = {
  area_id: number
  hash: string
  activity_id: string
  kind: string
  type: string
  size: number
  sender_id: string
  received_at: Instant
}

export type FormTemplateRow = {
  id: string
  unit_id: number
  name: string
  kind: string
  content: Buffer
  mapping: Json
  made_by: string
  made_at: Instant
}

export type HouseholdRow = {
  area_id: number
  id: string
  head: string | null
  fold: string
  sort_key: string
  address: string | null
  lane: string | null
  headcount: number | null
  phone: string | null
  note: string | null
  names_refused: Generated<boolean>
  sells: Generated<boolean>
  sells_online: Generated<boolean>
  takes_qr: Generated<boolean>
  basis: Json
  next_day: Day | null
  merged_into: string | null
  one_id: string | null
  apart: string[] | null
  moved_to: number | null
  came_from: number[] | null
  earlier: Json | null
  clocks: Json
  removed: Generated<boolean>
  revision: number
}

export type ImportJobRow = {
  id: string
  commune_id: number
  file_name: string
  content: Buffer
  state: string
  mapping: Json
  basis: Json
  result: Json | null
  made_by: string
  made_at: Instant
  confirmed_at: Instant | null
}

export type LessonDayRow = {
  skill: string
  day: Day
  area_id: number
  opened: Generated<number>
  answered: Generated<number>
  answered_right: Generated<number>
  finished: Generated<number>
}

export type MemberLessonRow = {
  member_id: string
  skill: string
  version: number
  reached: number
  started_on: Day
  finished_on: Day | null
  reviews: Json
}

export type MemberEventRow = {
  member_id: string
  n: number
  state: string
  day: Day
  actor_id: string
  at: Instant
}

export type MemberSkillRow = {
  member_id: string
  skill: string
  passed_on: Day
}

export type MembershipRow = {
  member_id: string
  team_id: string
  role: string
  valid_from: Day
  valid_to: Day | null
  group_id: Generated<string | null>
}

export type MemberRow = {
  id: string
  commune_id: number
  name: string
  fold: string
  sort_key: string
  birth_year: number | null
  sex: string | null
  phone: string | null
  affiliation: string | null
  state: Generated<string>
  card_code: string
  card_until: Day
  joined_on: Day
}

export type MigrationRow = {
  number: number
  name: string
  applied_at: Instant
}

export type OfficerLoginRow = {
  id: string
  account_id: string
  provider_id: string
  officer_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: Instant | null
  refresh_token_expires_at: Instant | null
  scope: string | null
  password: string | null
  created_at: Instant
  updated_at: Instant
}

export type OfficerRow = {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  title: Generated<string>
  created_at: Instant
  updated_at: Instant
}

export type OpRow = {
  area_id: number
  id: string
  device_id: string
  seq: number
  actor_id: string
  kind: string
  body: Json | null
  device_at: Instant
  stamp: Instant
  received_at: Instant
  revision: number
  salt: Buffer | null
  digest: Buffer
  chain: Buffer
}

export type OutsideFigureRow = {
  unit_id: number
  indicator: string
  day: Day
  value: number
  source: string
  entered_by: string
}

export type PosterReportRow = {
  code: string
  kind: string
  day: Day
  n: number
  settled_on: Generated<Day | null>
}

export type PosterScanRow = {
  code: string
  day: Day
  n: number
}

export type PosterRow = {
  code: string
  skill: string
  area_id: number | null
  commune_id: number | null
  made_by: string
  made_at: Instant
  lesson_version: number
  gone_on: Generated<Day | null>
  replaced_by: Generated<string | null>
}

export type DivisionRow = {
  id: string
  commune_id: number
  from_area_id: number
  from_village_id: number
  area_id: number
  village_id: number | null
  state: DivisionState
  made_by: string
  made_at: Instant
  undone_at: Instant | null
}

export type DivisionHomeRow = {
  area_id: number
  division_id: string
  household_id: string
  outcome: DivisionOutcome | null
}

export type ReformingRow = {
  id: string
  commune_id: number
  name: string
  team_id: string | null
  day: Day
  made_by: string
  made_at: Instant
  before: Json | null
  marks: Json | null
  undone_at: Instant | null
}

export type RegisteredDayRow = {
  commune_id: number
  day: Day
  teams: number
  members: number
}

export type RefusedOpRow = {
  device_id: string
  op_id: string
  area_id: number
  actor_id: string
  kind: string
  body: Json
  problem: string
  details: Json
  refused_at: Instant
  resolved_at: Instant | null
}

export type ReportEventRow = {
  report_id: string
  n: number
  at: Instant
  actor_id: string
  actor_name: string
  what: string
  body: Json
}

export type ReportRow = {
  id: string
  form: string
  period: string
  commune_id: number
  team_id: string | null
  state: string
  version: Generated<number>
  narrative: Json
  additions: Json
  answers: Json
  frozen: Json | null
  children: Json | null
  hash: string | null
  remarks: Json
  submitted_at: Instant | null
  submitted_by: string | null
  late_days: number | null
  decided_at: Instant | null
  decided_by: string | null
  signed_at: Instant | null
  signed_by: string | null
  signer_title: string | null
}

export type ReportedFigureRow = {
  unit_id: number
  day: Day
  source: string
  estimated: boolean
  teams: number | null
  teams_mark: string | null
  members: number | null
  members_mark: string | null
  commune_teams: number | null
  village_teams: number | null
  provinces_with_teams: number | null
  provinces_complete: number | null
  provinces_total: number | null
  reach: string | null
  about: Json
}

export type RequestRow = {
  area_id: number
  id: string
  code: string
  name: string
  phone: string | null
  lane: string
  skill: string | null
  poster: string | null
  state: string
  opened_on: Day
  opened_at: Instant
  taken_by: string | null
  closed_on: Day | null
  closed_by: string | null
  result: string | null
  activity_id: string | null
  clocks: Json
  removed: Generated<boolean>
  revision: number
}

export type ResidentRow = {
  area_id: number
  id: string
  household_id: string | null
  name: string | null
  fold: string
  sort_key: string
  birth_year: number | null
  sex: string | null
  phone: string | null
  conditions: Json
  consent: Json
  observations: Json
  merged_into: string | null
  one_id: string | null
  apart: string[] | null
  moved_to: number | null
  moved_home: string | null
  came_from: number[] | null
  clocks: Json
  removed: Generated<boolean>
  revision: number
}

export type RoleGrantRow = {
  id: string
  officer_id: string
  role: string
  unit_id: number
  valid_from: Day
  valid_to: Day | null
}

export type RosterImportRow = {
  id: string
  unit_id: number
  file_name: string
  content: Buffer
  state: string
  mapping: Json
  result: Json | null
  marks: Json | null
  made_by: string
  made_at: Instant
  confirmed_at: Instant | null
}

export type SessionRow = {
  id: string
  token: string
  officer_id: string | null
  device_id: string | null
  expires_at: Instant
  ip_address: string | null
  user_agent: string | null
  created_at: Instant
  updated_at: Instant
}

export type SettingRow = {
  key: string
  value: Json
}

export type SuccessionRow = {
  from_id: number
  to_id: number
  kind: string
  share: string
  on_day: Day
  law: string | null
}

export type TargetRow = {
  unit_id: number
  indicator: string
  year: number
  value: number
  set_by: string
  set_at: Instant
}

export type TeamAreaRow = {
  team_id: string
  area_id: number
  valid_from: Day
  valid_to: Day | null
}

export type TeamGroupRow = {
  id: string
  team_id: string
  name: string
  valid_from: Day
  valid_to: Day | null
}

export type TeamPaperRow = {
  team_id: string
  name: string
  content: Buffer
  added_by: string
  added_at: Instant
}

export type TeamRuleRow = {
  unit_id: number
  key: string
  level: string
  value: Json
  source: string
  set_by: string
  set_at: Instant
}

export type TeamRow = {
  id: string
  commune_id: number
  level: string
  name: string
  local_name: string
  fold: string
  sort_key: string
  formed_on: Day
  dissolved_on: Day | null
  decision_number: string | null
  decision_on: Day | null
  decision_signer: string | null
}

export type UnitContactRow = {
  unit_id: number
  office: string
  phone: string | null
  address: string | null
}

export type UnitDistinctRow = {
  unit_id: number
  period: string
  fact: string
  n: number
}

export type UnitFactRow = {
  unit_id: number
  day: Day
  fact: string
  n: number
}

export type UnitFigureTimeRow = {
  unit_id: number
  changed_at: Instant
}

export type UnitRow = {
  id: number
  level: string
  kind: string
  code: string | null
  name: string
  fold: string
  sort_key: string
  parent_id: number | null
  path: number[]
  valid_from: Day | null
  valid_to: Day | null
}

export type VerificationRow = {
  id: string
  identifier: string
  value: string
  expires_at: Instant
  created_at: Instant
  updated_at: Instant
}
export type TrainingRow = {
  id: string
  unit_id: number
  title: string
  organiser: string
  refresher: boolean
  skills: string[]
  place: string
  materials: string | null
  code: string
  cancelled_at: Instant | null
  made_by: string
  made_at: Instant
}

export type TrainingSessionRow = {
  training_id: string
  day: Day
  hours: string
}

export type TrainingAttendanceRow = {
  training_id: string
  member_id: string
  day: Day
  way: string
  at: Instant
}

export type SkillCheckRow = {
  id: string
  member_id: string
  skill: string
  day: Day
  passed: boolean
  training_id: string | null
  made_by: string
  made_at: Instant
}

export type NeedRow = {
  id: string
  commune_id: number
  team_id: string
  kind: string
  skill: string | null
  note: string
  made_on: Day
  made_by: string
  met_on: Day | null
}

export type GatheringRow = {
  id: string
  commune_id: number
  kind: string
  title: string
  day: Day
  hours: string
  place: string
  topics: string[]
  team_id: string
  helper_ids: string[]
  announced_at: Instant | null
  cancelled_at: Instant | null
  made_by: string
  made_at: Instant
}

export type EquipmentRow = {
  id: string
  commune_id: number
  team_id: string
  what: string
  source: string
  given_on: Day
  returned_on: Day | null
  made_by: string
  made_at: Instant
}

export type AllowanceRuleRow = {
  unit_id: number
  team_month: number
  member_month: number
  day: number
  source: string
  set_by: string
  set_at: Instant
}

export type CommendationRow = {
  id: string
  commune_id: number
  team_id: string
  member_id: string | null
  year: number
  reason: string
  made_on: Day
  made_by: string
  awarded_on: Day | null
  dropped_on: Day | null
}

export type OnwardRow = {
  area_id: number
  row_table: string
  row_id: string
}
/** Views: one row for each home and person (migration 0022). */
export type OneHouseholdRow = {
  area_id: number
  id: string
  head: string | null
  fold: string
  sort_key: string
  address: string | null
  lane: string | null
  headcount: number | null
  phone: string | null
  note: string | null
  names_refused: boolean
  sells: boolean
  sells_online: boolean
  takes_qr: boolean
  basis: Json
  next_day: Day | null
  earlier: Json | null
  apart: string[] | null
  came_from: number[] | null
  moved_to: number | null
  rows: string[]
  removed: boolean
  clocks: Json
}
export type OneResidentRow = {
  area_id: number
  id: string
  household_id: string | null
  name: string | null
  fold: string
  sort_key: string
  birth_year: number | null
  sex: string | null
  phone: string | null
  conditions: Json
  consent: Json
  observations: Json
  apart: string[] | null
  came_from: number[] | null
  moved_to: number | null
  rows: string[]
  removed: boolean
  clocks: Json
}
export type Tables = {
  commendation: CommendationRow
  allowance_rule: AllowanceRuleRow
  equipment: EquipmentRow
  gathering: GatheringRow
  need: NeedRow
  skill_check: SkillCheckRow
  training_attendance: TrainingAttendanceRow
  training_session: TrainingSessionRow
  training: TrainingRow
  activity: ActivityRow
  application: ApplicationRow
  area_distinct: AreaDistinctRow
  area_fact: AreaFactRow
  area_feed: AreaFeedRow
  active_member: ActiveMemberRow
  area_tree: AreaTreeRow
  area_village: AreaVillageRow
  area: AreaRow
  attempt: AttemptRow
  audit_entry: AuditEntryRow
  border: BorderRow
  certificate_key: CertificateKeyRow
  certificate: CertificateRow
  denominator: DenominatorRow
  device_challenge: DeviceChallengeRow
  device: DeviceRow
  dirty: DirtyRow
  division: DivisionRow
  division_home: DivisionHomeRow
  enrolment_code: EnrolmentCodeRow
  evidence: EvidenceRow
  form_template: FormTemplateRow
  household: HouseholdRow
  import_job: ImportJobRow
  lesson_day: LessonDayRow
  member_event: MemberEventRow
  member_lesson: MemberLessonRow
  member_skill: MemberSkillRow
  membership: MembershipRow
  member: MemberRow
  migration: MigrationRow
  officer_login: OfficerLoginRow
  officer: OfficerRow
  one_household: OneHouseholdRow
  one_resident: OneResidentRow
  onward: OnwardRow
  op: OpRow
  outside_figure: OutsideFigureRow
  poster_report: PosterReportRow
  poster_scan: PosterScanRow
  poster: PosterRow
  reforming: ReformingRow
  refused_op: RefusedOpRow
  registered_day: RegisteredDayRow
  report_event: ReportEventRow
  report: ReportRow
  reported_figure: ReportedFigureRow
  request: RequestRow
  resident: ResidentRow
  role_grant: RoleGrantRow
  roster_import: RosterImportRow
  session: SessionRow
  setting: SettingRow
  succession: SuccessionRow
  target: TargetRow
  team_area: TeamAreaRow
  team_group: TeamGroupRow
  team_paper: TeamPaperRow
  team_rule: TeamRuleRow
  team: TeamRow
  unit_contact: UnitContactRow
  unit_distinct: UnitDistinctRow
  unit_fact: UnitFactRow
  unit_figure_time: UnitFigureTimeRow
  unit: UnitRow
  verification: VerificationRow
}
