/**
 * Every refusal of the product: a stable id and its HTTP status. Words are in problem-words/, one line per id and
 * language. Throw `problem('…')` anywhere; it is written in one place as application/problem+json.
 */
export const PROBLEMS = {
  'request.invalid': 400,
  'request.too-large': 413,
  'request.not-json': 415,
  'auth.required': 401,
  'auth.wrong-password': 401,
  'auth.too-many': 429,
  'auth.code-invalid': 400,
  'auth.device-unknown': 401,
  'auth.device-revoked': 401,
  'auth.signature-invalid': 401,
  'auth.csrf': 403,
  'access.denied': 403,
  'not-found': 404,
  'unit.unknown': 404,
  'unit.village-exists': 409,
  'unit.day-outside': 422,
  'unit.village-in-use': 409,
  'division.no-homes': 422,
  'division.all-homes': 422,
  'division.day-future': 422,
  'division.name-taken': 409,
  'division.busy': 409,
  'denominator.source-missing': 422,
  'team.unknown': 404,
  'team.day-outside': 422,
  'team.paper-unknown': 404,
  'team.paper-kind': 422,
  'team.group-unknown': 404,
  'team.rule-value': 422,
  'application.unknown': 404,
  'application.decided': 409,
  'undo.unknown': 404,
  'undo.late': 409,
  'training.unknown': 404,
  'training.day': 409,
  'need.unknown': 404,
  'gathering.unknown': 404,
  'equipment.unknown': 404,
  'commendation.unknown': 404,
  'member.unknown': 404,
  'member.in-team': 409,
  'member.state': 409,
  'household.unknown': 404,
  'resident.unknown': 404,
  'activity.unknown': 404,
  'request.unknown': 404,
  'request.closed': 409,
  'request.area-unknown': 400,
  'report.unknown': 404,
  'report.state': 409,
  'report.stale': 409,
  'report.incomplete': 422,
  'report.reason-missing': 422,
  'report.not-due': 409,
  'template.unknown': 404,
  'template.unreadable': 422,
  'template.mapping': 422,
  'import.unknown': 404,
  'import.state': 409,
  'import.unreadable': 422,
  'import.mapping': 422,
  'poster.unknown': 404,
  'poster.too-many': 422,
  'lesson.unknown': 404,
  'course.unknown': 404,
  'check.expired': 410,
  'certificate.unknown': 404,
  'certificate.invalid': 422,
  'border.unreadable': 422,
  'evidence.unknown': 404,
  'evidence.unfit': 422,
  'evidence.too-large': 413,
  'op.area-denied': 403,
  'op.kind-unknown': 422,
  'op.body-invalid': 422,
  'op.id-reused': 409,
  'op.consent-missing': 422,
  'op.target-missing': 422,
  'op.skill-unknown': 422,
  'op.device-mismatch': 403,
  'op.device-revoked': 403,
  'op.unknown': 404,
  'sync.too-many': 413,
  'demo.off': 404,
  'server.busy': 503,
  'server.fault': 500,
} as const

export type ProblemId = keyof typeof PROBLEMS

/**
 * A refusal on its way to the caller. `fields` names bad inputs with their own sentence; a detail `retryAfter`, in
 * seconds, is also sent as the header of that name.
 */
export type Problem = {
  problem: ProblemId
  status: number
  details: Record<string, string | number>
  fields: { path: string; message: string }[]
}

export const problem = (
  id: ProblemId,
  details: Record<string, string | number> = {},
  fields: Problem['fields'] = [],
): Problem => ({ problem: id, status: PROBLEMS[id], details, fields })

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'problem' in value && 'status' in value
