/** Life of a member: applies, is approved, trains, passes the check, works, pauses, leaves, may come back. */
export const MEMBER_STATES = ['applied', 'approved', 'training', 'active', 'paused', 'left'] as const
export type MemberState = (typeof MEMBER_STATES)[number]

/** A specialist comes from outside: helps the team, is not counted among its members and sees no homes. */
export const MEMBER_ROLES = ['leader', 'deputy', 'member', 'specialist'] as const
export type MemberRole = (typeof MEMBER_ROLES)[number]

const NEXT: Record<MemberState, readonly MemberState[]> = {
  applied: ['approved', 'left'],
  approved: ['training', 'active', 'left'],
  training: ['active', 'paused', 'left'],
  active: ['training', 'paused', 'left'],
  paused: ['training', 'active', 'left'],
  left: ['applied', 'approved'],
}

/** Whether a member may go from one state to another; staying is always right. */
export const mayBecome = (from: MemberState, to: MemberState): boolean =>
  from === to || NEXT[from].includes(to)

/** The name a stranger may see: the given name, which stands last. */
export const givenName = (name: string): string => name.trim().split(/\s+/).at(-1) ?? ''
