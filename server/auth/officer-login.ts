import { hash, verify } from '@node-rs/argon2'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { APIError, betterAuth } from 'better-auth'
import { adoptSession } from '#auth/queries.ts'
import { OFFICER_SESSION_MS, TRUSTED_SESSION_MS, tokenHash } from '#auth/session.ts'
import type { Db } from '#db/connect.ts'
import { type Gate, makeGate } from '#http/gate.ts'

// argon2id, 19 MiB, two passes: 21 ms on the reference machine (reliability reference, 3.3).
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hashPassword = (password: string): Promise<string> => hash(password, ARGON)

/** Two at a time leave the machine to everyone else; fifty in line are served within a second or two. */
const passwordGate = () => makeGate(2, 50)

/**
 * better-auth over our own tables and words; nothing outside this file knows it. An unknown e-mail costs the same
 * hashing as a known one, behind the same gate.
 */
export const makeOfficerLogin = (
  db: Db,
  secret: string,
  newId: () => string,
  gate: Gate = passwordGate(),
) => {
  const auth = betterAuth({
    secret,
    baseURL: 'http://127.0.0.1', // its own HTTP routes are not mounted; we call its functions
    logger: { disabled: true },
    telemetry: { enabled: false },
    database: { db, type: 'postgres' },
    advanced: { database: { generateId: () => newId() } },
    rateLimit: { enabled: false }, // one limiter for every way in: auth/limit.ts
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: {
        hash: password => gate(() => hashPassword(password)),
        verify: ({ hash: known, password }) => gate(() => verify(known, password)),
      },
    },
    user: {
      modelName: 'officer',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'officer_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'officer_login',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'officer_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
  })

  /** Checks a password and starts a session; answers with its token. */
  return async (
    who: { email: string; password: string; trusted: boolean; address: string; userAgent: string },
    now: Instant,
  ): Promise<{ token: string; officerId: string; expiresAt: Instant }> => {
    const signed = await auth.api
      .signInEmail({ body: { email: who.email.trim().toLowerCase(), password: who.password } })
      .catch((error: unknown) => {
        if (error instanceof APIError && Number(error.statusCode) < 500) throw problem('auth.wrong-password')
        throw error
      })
    const expiresAt = new Date(
      Date.parse(now) + (who.trusted ? TRUSTED_SESSION_MS : OFFICER_SESSION_MS),
    ).toISOString()
    await adoptSession(db, signed.token, {
      token: tokenHash(signed.token),
      expires_at: expiresAt,
      ip_address: who.address,
      user_agent: who.userAgent.slice(0, 300),
    })
    return { token: signed.token, officerId: signed.user.id, expiresAt }
  }
}
