import { createHash } from 'node:crypto'
import type { Actor, Grant } from '@tung-nha/model/access/access.ts'
import { dayOf, type Instant } from '@tung-nha/model/kit/day.ts'
import { findSession, insertSession, removeSession } from '#auth/queries.ts'
import type { Db, Tx } from '#db/connect.ts'

/** Sessions are kept by the hash of their token: a leaked table signs nobody in. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')

const DAYS = 86_400_000
export const DEVICE_SESSION_MS = 30 * DAYS
export const OFFICER_SESSION_MS = DAYS / 2
export const TRUSTED_SESSION_MS = 30 * DAYS

/** What a phone said of itself when it was last heard; null where it never did. */
export type LastHeard = { at: Instant | null; unsent: number | null; appVersion: string | null }
export type Session = { actor: Actor; phone: LastHeard | null }
export const NOBODY: Session = { actor: { kind: 'visitor' }, phone: null }

/** Who holds a session token. Sessions live by the real time, roles by the (demonstration) day. Roles are read at every call, so a change or a revocation counts at once. */
export const authenticate = async (db: Db, token: string, now: Instant, wall: Instant): Promise<Session> => {
  const session = await findSession(db, tokenHash(token), wall, dayOf(now))
  if (!session) return NOBODY // ended or expired: public pages still open, the rest asks to sign in
  const { officer_id, device_id, member_id, served } = session
  const grants = session.grants as Grant[]
  if (officer_id)
    return {
      actor: { kind: 'officer', id: officer_id, name: session.officer_name ?? '', grants },
      phone: null,
    }
  return {
    actor: {
      kind: 'member',
      id: member_id!,
      name: session.member_name ?? '',
      deviceId: device_id!,
      grants: grants.map(grant => ({ ...grant, role: grant.role === 'member' ? 'member' : 'leader' })),
      served,
    },
    phone: { at: session.heard_at, unsent: session.unsent, appVersion: session.app_version },
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
