/**
 * What is put on record with who did it, to which unit, team or home: reading people's files, and every change that is
 * not in the ledger of the field. A change names itself in its contract (`audit`); readings are written where rows are.
 */
export const AUDITED = [
  'household.list',
  'household.read',
  'household.import',
  'household.upload',
  'household.map',
  'household.cancel',
  'activity.list',
  'activity.read',
  'request.list',
  'request.close',
  'report.source',
  'report.submit',
  'report.return',
  'report.approve',
  'report.sign',
  'report.amend',
  'quarantine.read',
  'quarantine.judge',
  'resident.export',
  'resident.erase',
  'household.erase',
  'household.import-undo',
  'member.state',
  'member.check',
  'team.reform',
  'team.reform-undo',
  'roster.import',
  'roster.undo',
  'roster.export',
  'team.add',
  'team.change',
  'team.areas',
  'team.leader',
  'member.add',
  'member.change',
  'member.leave',
  'member.skill',
  'member.skill-end',
  'device.code',
  'device.revoke',
  'role.grant',
  'village.add',
  'village.close',
  'village.merge',
  'unit.contact',
  'target.set',
  'denominator.set',
  'outside-figure.set',
  'template.add',
  'template.map',
  'template.remove',
  'poster.make',
] as const
export type Audited = (typeof AUDITED)[number]

/** `keep` names fields of the body that say what was done without naming anyone: ids, days, roles, numbers. */
export type Audit = { what: Audited; keep?: readonly string[] }

export const audit = (what: Audited, ...keep: string[]): Audit =>
  keep.length === 0 ? { what } : { what, keep }
