import { DIFFICULTIES } from '#model/activity/difficulty.ts'
import { SKILL_GROUPS } from '#model/skill/skill.ts'

/**
 * flow: events counted on their day and for the team that made them; any days add up.
 * stock: the state at the end of a day, of an area; kept as the change of each day.
 * distinct: homes or people, each once in a period; counted anew for every period, never a sum over time.
 */
export type FactKind = 'flow' | 'stock' | 'distinct'

/** What one unit of a fact is. */
export type FactUnit =
  | 'visit'
  | 'home'
  | 'person'
  | 'attendance'
  | 'session'
  | 'dossier'
  | 'request'
  | 'member'
  | 'time'

/** What is found when one asks where a figure comes from. */
export type FactSource = 'activity' | 'household' | 'resident' | 'request' | 'member'

export type Fact = { name: string; kind: FactKind; unit: FactUnit; source: FactSource; doc: string }

const fact = (name: string, kind: FactKind, unit: FactUnit, source: FactSource, doc: string): Fact => ({
  name,
  kind,
  unit,
  source,
  doc,
})

/** Requests resolved after so many days or more share one count. */
export const REQUEST_DAYS_MOST = 31

/** Every count the product keeps. A new one is a line here and a line of SQL in server/facts. */
export const FACTS: readonly Fact[] = [
  fact('visits', 'flow', 'visit', 'activity', 'Home visits, whatever came of them'),
  fact('visits_guided', 'flow', 'visit', 'activity', 'Home visits at which someone was guided'),
  fact('visits_nobody_home', 'flow', 'visit', 'activity', 'Home visits that found nobody'),
  fact('visits_refused', 'flow', 'visit', 'activity', 'Home visits that were turned away'),
  fact('homes_guided', 'distinct', 'home', 'household', 'Homes with at least one guided visit'),
  fact('people_guided', 'distinct', 'person', 'resident', 'Named people of whom a skill was seen'),

  fact(
    'guidance_times',
    'flow',
    'attendance',
    'activity',
    'Attendances at guidance, named and unnamed, at homes and gatherings',
  ),
  ...SKILL_GROUPS.map(group =>
    fact(
      `guidance_times_${group}`,
      'flow',
      'attendance',
      'activity',
      `Of these, attendances that touched the group ${group}`,
    ),
  ),
  fact(
    'guidance_times_60',
    'flow',
    'attendance',
    'activity',
    'Of these, of people who turn 60 in the year or are older; named ones need a year of birth',
  ),
  fact('guidance_unnamed', 'flow', 'attendance', 'activity', 'Of these, without a name'),

  ...SKILL_GROUPS.map(group =>
    fact(
      `people_alone_${group}`,
      'stock',
      'person',
      'resident',
      `People who reached the group ${group}: every core skill that applies at 3 or more`,
    ),
  ),
  fact('people_fluent', 'stock', 'person', 'resident', 'People of 15 or more who reached all five groups'),
  fact('people_known', 'stock', 'person', 'resident', 'People named with consent'),
  fact('people_60', 'stock', 'person', 'resident', 'Of these, turning 60 in the year or older'),
  fact('people_no_smartphone', 'stock', 'person', 'resident', 'Of these, without a smartphone'),

  fact('homes_total', 'stock', 'home', 'household', 'Homes on the list'),
  fact(
    'homes_reviewed',
    'stock',
    'home',
    'household',
    'Of these, with a guided visit or a skill seen of someone living there',
  ),
  fact('homes_fluent', 'stock', 'home', 'household', 'Of these, with at least one fluent person'),
  fact('homes_names_refused', 'stock', 'home', 'household', 'Homes that refused names'),

  fact(
    'people_14',
    'stock',
    'person',
    'resident',
    'People of 14 or more whose level 2 electronic identity is known, yes or no',
  ),
  fact('people_14_eid2', 'stock', 'person', 'resident', 'Of these, yes'),
  fact(
    'people_15',
    'stock',
    'person',
    'resident',
    'People of 15 or more whose payment account is known, yes or no',
  ),
  fact('people_15_account', 'stock', 'person', 'resident', 'Of these, yes'),
  fact('people_18', 'stock', 'person', 'resident', 'Adults whose digital signature is known, yes or no'),
  fact('people_18_signature', 'stock', 'person', 'resident', 'Of these, yes'),

  fact(
    'dossiers_self',
    'flow',
    'dossier',
    'activity',
    'Online dossiers sent by people themselves, alone or guided',
  ),
  fact('dossiers_self_guided', 'flow', 'dossier', 'activity', 'Of these, guided'),
  fact(
    'dossiers_behalf',
    'flow',
    'dossier',
    'activity',
    'Online dossiers sent on behalf of people; never added to the ones above',
  ),

  fact('businesses_total', 'stock', 'home', 'household', 'Household businesses and producers'),
  fact('businesses_online', 'stock', 'home', 'household', 'Of these, selling online'),
  fact('businesses_qr', 'stock', 'home', 'household', 'Of those selling online, taking payment by QR'),

  fact(
    'group_sessions',
    'flow',
    'session',
    'activity',
    'Gatherings; one held by two teams is recorded by its host and counts once',
  ),
  fact('group_attendance', 'flow', 'attendance', 'activity', 'Attendances at gatherings'),

  fact('members_total', 'stock', 'member', 'member', 'Members of teams of a commune'),
  fact('members_active', 'distinct', 'member', 'member', 'Of these, with at least one visit or gathering'),

  fact('requests_received', 'flow', 'request', 'request', 'Requests for help, on the day they came'),
  fact('requests_closed', 'flow', 'request', 'request', 'Requests closed, with any result'),
  fact(
    'requests_resolved',
    'flow',
    'request',
    'request',
    'Of those received, by now done, guided by phone or referred to the right office; on the day they came',
  ),
  fact('requests_open', 'stock', 'request', 'request', 'Requests not yet closed'),
  ...Array.from({ length: REQUEST_DAYS_MOST + 1 }, (_, days) =>
    fact(
      `request_days_${days}`,
      'flow',
      'request',
      'request',
      `Requests resolved after ${days} days${days === REQUEST_DAYS_MOST ? ' or more' : ''}; together they give the median`,
    ),
  ),

  ...DIFFICULTIES.map(key =>
    fact(`difficulty_${key}`, 'flow', 'time', 'activity', `Times the difficulty ${key} was met`),
  ),
]

const byName = new Map(FACTS.map(item => [item.name, item]))
export const factOf = (name: string): Fact | undefined => byName.get(name)

const namesOf = (kind: FactKind) => FACTS.filter(item => item.kind === kind).map(item => item.name)
export const FLOWS: readonly string[] = namesOf('flow')
export const STOCKS: readonly string[] = namesOf('stock')
export const DISTINCTS: readonly string[] = namesOf('distinct')

/** Facts of the roster: counted for a commune and above, not for an area. */
export const ROSTER = ['members_total', 'members_active'] as const

/** The results with which a request counts as resolved. */
export const RESOLVED = ['done', 'guided_by_phone', 'referred'] as const
