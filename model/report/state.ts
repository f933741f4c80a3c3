import type { Role } from '#model/access/roles.ts'

/**
 *   team     draft ──submit──▶ submitted ──approve──▶ approved
 *              ▲ save             │ return               │ amend
 *              └── returned ◀─────┘        amended ◀─────┘   (both: save, submit)
 *
 *   commune  the same with `sign` by a person in place of `approve`: signed
 */
export const REPORT_STATES = ['draft', 'submitted', 'returned', 'approved', 'signed', 'amended'] as const
export type ReportState = (typeof REPORT_STATES)[number]

export const REPORT_ACTIONS = ['save', 'submit', 'return', 'approve', 'sign', 'amend'] as const
export type ReportAction = (typeof REPORT_ACTIONS)[number]

export type ReportKind = 'team' | 'commune'

type Step = { next: ReportState; by: readonly Role[] }
type Steps = Readonly<Record<ReportState, Partial<Record<ReportAction, Step>>>>

const writing = (state: ReportState, by: readonly Role[]) =>
  ({ save: { next: state, by }, submit: { next: 'submitted', by } }) as const

const LEADER: readonly Role[] = ['leader']
const OFFICER: readonly Role[] = ['communeOfficer']
const SIGNER: readonly Role[] = ['communeSigner']
const DESK: readonly Role[] = ['communeOfficer', 'communeSigner']

/** Everything that may happen to a report. What is not here is refused. */
export const STEPS: Readonly<Record<ReportKind, Steps>> = {
  team: {
    draft: writing('draft', LEADER),
    submitted: { return: { next: 'returned', by: DESK }, approve: { next: 'approved', by: DESK } },
    returned: writing('returned', LEADER),
    approved: { amend: { next: 'amended', by: DESK } },
    amended: writing('amended', LEADER),
    signed: {},
  },
  commune: {
    draft: writing('draft', OFFICER),
    submitted: { return: { next: 'returned', by: SIGNER }, sign: { next: 'signed', by: SIGNER } },
    returned: writing('returned', OFFICER),
    signed: { amend: { next: 'amended', by: OFFICER } },
    amended: writing('amended', OFFICER),
    approved: {},
  },
}

/** The state after an action by someone holding these roles at the report's place; null when it is not allowed. */
export const stepOf = (
  kind: ReportKind,
  state: ReportState,
  action: ReportAction,
  roles: readonly Role[],
): ReportState | null => {
  const step = STEPS[kind][state][action]
  return step?.by.some(role => roles.includes(role)) ? step.next : null
}

/** What someone may do with a report now: the buttons of the page. */
export const actionsFor = (kind: ReportKind, state: ReportState, roles: readonly Role[]): ReportAction[] =>
  REPORT_ACTIONS.filter(action => stepOf(kind, state, action, roles) !== null)

/** In these states the numbers are those that were sent, and no longer follow the field. */
export const FROZEN_STATES = ['submitted', 'approved', 'signed'] as const satisfies ReportState[]
export const isFrozen = (state: ReportState): boolean => FROZEN_STATES.some(frozen => frozen === state)
