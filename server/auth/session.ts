import { createHash } from 'node:crypto'
import type { Actor, Grant } from '@tung-nha/model/access/access.ts'
import type { Role } from '@tung-nha/model/access/roles.ts'
import { dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import { findSession, grantsOfMember, grantsOfOfficer, insertSession, removeSession } from '#auth/queries.ts'
import type { Db, Tx } from '#db/connect.ts'

/** Sessions are kept by the hash of their token: a leaked table signs nobody in. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')

const DAYS = 86_400_000
export const DEVICE_SESSION_MS = 30 * DAYS
export const OFFICER_SESSION_MS = DAYS / 2
export const TRUSTED_SESSION_MS = 30 * DAYS

/** Who holds a session token. Sessions live by the real time, roles by the (demonstration) day. Roles are read at every call, so a change or a revocation counts at once. */
export const authenticate = async (tx: Tx, token: string, now: Instant, wall: Instant): Promise<Actor> => {
  const session = await findSession(tx, tokenHash(token), wall)
  if (!session) return { kind: 'visitor' } // ended or expired: public pages still open, the rest asks to sign in
  const day = dayOf(now)
  if (session.officer_id) {
    const grants = await grantsOfOfficer(tx, session.officer_id, day)
    return { kind: 'officer', id: session.officer_id, name: session.officer_name ?? '', grants }
  }
  const rows = await grantsOfMember(tx, session.member_id!, day)
  const grants: Grant[] = rows.map(row => ({
    role: (row.role === 'member' ? 'member' : 'leader') satisfies Role,
    unitId: null,
    teamId: row.team_id,
    from: row.valid_from,
    to: row.valid_to,
  }))
  return {
    kind: 'member',
    id: session.member_id!,
    name: session.member_name ?? '',
    deviceId: session.device_id!,
    grants,
  }
}

/** Starts a session and returns its token, which exists nowhere else. */
export const startSession = async (
  db: Db | Tx,
  holder: { officerId: string } | { deviceId: string },
  spec: { id: string; token: string; now: Instant; lastsMs: number; address: string; userAgent: string },
): Promise<{ token: string; expiresAt: Instant }> => {
  const expiresAt = new Date(Date.parse(spec.now) + spec.lastsMs).toISOString()
  await insertSession(db, {
    id: spec.id,
    token: tokenHash(spec.token),
    officer_id: 'officerId' in holder ? holder.officerId : null,
    device_id: 'deviceId' in holder ? holder.deviceId : null,
    expires_at: expiresAt,
    ip_address: spec.address,
    user_agent: spec.userAgent,
    created_at: spec.now,
    updated_at: spec.now,
  })
  return { token: spec.token, expiresAt }
}

export const endSession = (tx: Tx, token: string) => removeSession(tx, tokenHash(token))
