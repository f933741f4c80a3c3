/** Who may do what. A role is held at a unit or a team between two days; the verbs below are all there are. */
export const ROLES = ['ministry', 'province', 'communeOfficer', 'communeSigner', 'leader', 'member'] as const
export type Role = (typeof ROLES)[number]

export const VERBS = [
  'figure.read', // totals of a unit and its children, never a person
  'target.write',
  'denominator.write', // people, homes, adults of a commune, with source and date
  'unit.create', // a village under a commune
  'team.read',
  'team.write',
  'roster.import', // lists of teams and members, in and out: they are volunteers named by decision, not residents
  'training.write', // classes for members: plan, note who came
  'need.write', // what a team says it lacks
  'rule.write', // what a province says of its teams: size, leaders, homes a member
  'allowance.write', // what teams are paid, by resolution of the province or the commune
  'member.read',
  'member.write',
  'member.enrol', // make a "Mã vào tổ"
  'household.read', // names and addresses of homes and people: never above the commune
  'household.import',
  'household.erase', // on request of the people
  'household.merge', // say that two rows are one, take it back, and let a home go to another area
  'field.push', // send ops of an area
  'request.read',
  'request.dispatch',
  'report.read',
  'report.write',
  'report.submit',
  'report.decide', // return or approve a team's report
  'report.sign', // the commune's own report, by a person
  'report.receive', // the province reads signed reports of its communes
  'template.write', // a province's form, mapped by a commune
  'poster.make',
  'certificate.revoke',
  'certificate.key', // a new signing key, or the end of a lost one
  'border.write', // real borders for the map of the nation
  'audit.read',
  'health.read', // sync health of devices
] as const
export type Verb = (typeof VERBS)[number]

const FIELD = [
  'team.read',
  'member.read',
  'household.read',
  'field.push',
  'request.read',
  'report.read',
  'poster.make',
  'figure.read',
] as const satisfies Verb[]

export const ROLE_VERBS: Record<Role, readonly Verb[]> = {
  ministry: [
    'figure.read',
    'target.write',
    'team.read',
    'report.receive',
    'poster.make',
    'certificate.revoke',
    'certificate.key',
    'border.write',
  ],
  province: [
    'figure.read',
    'target.write',
    'team.read',
    'roster.import',
    'training.write',
    'rule.write',
    'allowance.write',
    'report.receive',
    'poster.make',
    'certificate.revoke',
  ],
  communeOfficer: [
    'figure.read',
    'target.write',
    'denominator.write',
    'unit.create',
    'team.read',
    'team.write',
    'roster.import',
    'training.write',
    'member.read',
    'member.write',
    'member.enrol',
    'need.write',
    'allowance.write',
    'household.read',
    'household.import',
    'household.erase',
    'household.merge',
    'field.push',
    'request.read',
    'request.dispatch',
    'report.read',
    'report.write',
    'report.submit',
    'report.decide',
    'template.write',
    'poster.make',
    'certificate.revoke',
    'audit.read',
    'health.read',
  ],
  communeSigner: [
    'figure.read',
    'target.write',
    'team.read',
    'member.read',
    'household.read',
    'request.read',
    'report.read',
    'report.decide',
    'report.sign',
    'audit.read',
    'poster.make',
    'certificate.revoke',
  ],
  leader: [
    ...FIELD,
    'household.merge',
    'report.write',
    'report.submit',
    'member.enrol',
    'need.write',
    'health.read',
  ],
  member: FIELD,
}
