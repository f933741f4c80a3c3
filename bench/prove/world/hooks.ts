import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * The simulator runs the server's own handlers, push, pull, sender and scope; only what speaks SQL is answered by
 * the stand-ins of this folder, which keep everything in memory, and what makes salts counts them, so that a schedule
 * plays the same way every time. Loaded before any module of the server.
 */
const STAND_INS: Record<string, string> = {
  '#sync/queries.ts': 'sync-queries.ts',
  '#sync/scope/queries.ts': 'scope-queries.ts',
  '#sync/postgres-store.ts': 'store.ts',
  '#access/queries.ts': 'access-queries.ts',
  '#onward/queries.ts': 'onward-queries.ts',
  '#erasure/queries.ts': 'erasure-queries.ts',
  '#db/connect.ts': 'connect.ts',
  'node:crypto': 'crypto.ts',
}

registerHooks({
  resolve: (specifier, context, next) => {
    const name = STAND_INS[specifier]
    if (name === undefined || !/\/server\/(sync|onward)\//.test(context.parentURL ?? ''))
      return next(specifier, context)
    return next(pathToFileURL(`${import.meta.dirname}/${name}`).href, context)
  },
})
