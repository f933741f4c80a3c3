import { health } from '@tung-nha/model/api/health.ts'
import { databaseVersion } from '#health/queries.ts'
import { type Route, route } from '#http/route.ts'

export const healthRoutes: Route[] = [
  route(health, async c => ({
    status: 'ok' as const,
    version: c.setup.version,
    database: await databaseVersion(c.db),
    revision: c.setup.revision,
  })),
]
