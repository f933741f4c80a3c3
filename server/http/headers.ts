import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Setup } from '#http/setup.ts'

/** Headers that every answer carries, pages included; pages bring a policy for scripts of their own. */
export const plainHeaders = (setup: Setup): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=(self)',
  ...(setup.secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})

/** The same careful headers on every answer, errors and files included. Script hashes come from the web build. */
export const securityHeaders = (setup: Setup, scriptHashes: readonly string[]) => {
  const scripts = ["'self'", ...scriptHashes.map(hash => `'${hash}'`), "'wasm-unsafe-eval'"].join(' ')
  const csp = [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'", // Svelte writes style attributes for progress and charts
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'", // the demonstration page shows the phone in a frame of the same origin
  ].join('; ')
  return async (_request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', csp)
    reply.headers(plainHeaders(setup))
    return payload
  }
}
