import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import { problem } from '@tung-nha/model/problem.ts'
import Fastify, { type FastifyInstance } from 'fastify'
import { activityRoutes } from '#activity/routes.ts'
import { auditRoutes } from '#audit/routes.ts'
import { recordWrite } from '#audit/writing.ts'
import { makeOfficerLogin } from '#auth/officer-login.ts'
import { authRoutes } from '#auth/routes.ts'
import { certificateRoutes } from '#certificate/routes.ts'
import { demoRoutes } from '#demo/routes.ts'
import { divisionRoutes } from '#division/routes.ts'
import { formRoutes } from '#documents/form/routes.ts'
import { duplicateRoutes } from '#duplicates/routes.ts'
import { erasureRoutes } from '#erasure/routes.ts'
import { evidenceRoutes } from '#evidence/routes.ts'
import { gatheringRoutes } from '#gathering/routes.ts'
import { healthRoutes } from '#health/routes.ts'
import { householdImportRoutes } from '#household/import/routes.ts'
import { householdRoutes } from '#household/routes.ts'
import { apiPage } from '#http/api-page.ts'
import { securityHeaders } from '#http/headers.ts'
import { openApi } from '#http/openapi.ts'
import { sendProblem } from '#http/problem-reply.ts'
import type { Route } from '#http/route.ts'
import { serve } from '#http/serve.ts'
import type { Setup } from '#http/setup.ts'
import { mountWeb, type WebHandler } from '#http/web.ts'
import { serveLessonFiles } from '#learning/files.ts'
import { type Lessons, readLessons } from '#learning/lessons.ts'
import { learningRoutes } from '#learning/routes.ts'
import { networkRoutes } from '#network/routes.ts'
import { communeDocument, reportRoutes } from '#report/routes.ts'
import { requestRoutes } from '#request/routes.ts'
import { rosterRoutes } from '#roster/routes.ts'
import { phoneRoutes } from '#sync/phones/routes.ts'
import { quarantineRoutes } from '#sync/quarantine/routes.ts'
import { syncRoutes } from '#sync/routes.ts'
import { applicationRoutes } from '#team/application-routes.ts'
import { teamLifeRoutes } from '#team/life-routes.ts'
import { reformRoutes } from '#team/reform-routes.ts'
import { teamRoutes } from '#team/routes.ts'
import { thanksRoutes } from '#thanks/routes.ts'
import { trainingRoutes } from '#training/routes.ts'
import { unitRoutes } from '#unit/routes.ts'

/** Every endpoint of the product, in the order of the house. */
export const allRoutes = (setup: Setup, lessons: Lessons = readLessons(setup.catalogue)): Route[] => [
  ...healthRoutes,
  ...authRoutes(makeOfficerLogin(setup.db, setup.secret, setup.newId)),
  ...unitRoutes,
  ...networkRoutes,
  ...certificateRoutes,
  ...teamRoutes,
  ...teamLifeRoutes,
  ...applicationRoutes,
  ...reformRoutes,
  ...auditRoutes,
  ...householdRoutes,
  ...householdImportRoutes,
  ...rosterRoutes,
  ...erasureRoutes,
  ...trainingRoutes,
  ...gatheringRoutes,
  ...thanksRoutes,
  ...duplicateRoutes,
  ...divisionRoutes,
  ...activityRoutes,
  ...evidenceRoutes(setup),
  ...requestRoutes,
  ...syncRoutes,
  ...quarantineRoutes,
  ...phoneRoutes,
  ...reportRoutes,
  ...formRoutes(communeDocument),
  ...learningRoutes(lessons),
  ...demoRoutes(setup),
]

/** Builds the server without listening. `web` is the built SvelteKit handler; tests of the API leave it out. */
export const buildApp = async (setup: Setup, web?: WebHandler): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: { level: 'warn' },
    // A proxy on this machine may say where a call came from; anyone else could say anything.
    trustProxy: 'loopback',
    bodyLimit: 1_048_576,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    frameworkErrors: sendProblem, // an address that cannot be read is refused like everything else
    genReqId: () => randomUUID().slice(0, 8),
    routerOptions: { maxParamLength: 200 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true, strict: false } },
  })
  await app.register(cookie)
  await app.register(compress, { threshold: 512, encodings: ['br', 'gzip'] })
  // Forms of the public pages are read by the SvelteKit handler itself, so their bodies are left alone here.
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    (_request, _payload, done) => done(null),
  )
  app.addHook('onSend', securityHeaders(setup, web?.scriptHashes ?? []))
  app.setErrorHandler(sendProblem)

  const lessons = readLessons(setup.catalogue)
  const routes = allRoutes(setup, lessons)
  serve(app, routes, setup, recordWrite)
  serveLessonFiles(app, lessons)
  const document = openApi(
    routes.map(route => route.contract),
    setup.version,
  )
  app.get('/api/v1/openapi.json', async () => document)
  app.get('/api/v1', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage(document)),
  )

  if (web) mountWeb(app, web, setup)
  else app.setNotFoundHandler((request, reply) => sendProblem(problem('not-found'), request, reply))
  return app
}
