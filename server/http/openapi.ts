import type { Access } from '@tung-nha/model/access/access.ts'
import { ROLE_VERBS, ROLES } from '@tung-nha/model/access/roles.ts'
import type { AnyContract } from '@tung-nha/model/kit/contract.ts'
import { PROBLEMS } from '@tung-nha/model/problem.ts'
import type { TSchema } from 'typebox'

type Described = { properties?: Record<string, object>; required?: string[] }

const parameters = (schema: TSchema, where: 'path' | 'query') => {
  const { properties = {}, required = [] } = schema as Described
  return Object.entries(properties).map(([name, part]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: part,
  }))
}

const whoMay = (access: Access): string => {
  if (access.who === 'anyone') return 'Anyone.'
  if (access.who === 'demo') return 'Anyone, in a demonstration installation only.'
  if (access.who === 'signedIn') return 'Anyone signed in.'
  const roles = ROLES.filter(role => ROLE_VERBS[role].includes(access.verb)).join(', ')
  return `${access.verb}: ${roles}${access.place === 'self' ? '' : `, within their ${access.place} (${access.from})`}.`
}

/** OpenAPI 3.1 from the contracts the server validates with: nothing is written twice. */
export const openApi = (contracts: readonly AnyContract[], version: string) => {
  const paths: Record<string, Record<string, object>> = {}
  for (const contract of contracts) {
    const [method, path] = contract.route.split(' ') as [string, string]
    const isFile = 'fileType' in contract.reply
    const content = isFile
      ? Object.fromEntries(
          (contract.reply as { fileType: string }).fileType.split(', ').map(type => [type, {}]),
        )
      : { 'application/json': { schema: contract.reply } }
    const problems = [...new Set(contract.problems.map(id => PROBLEMS[id]))].map(status => [
      status,
      {
        description: contract.problems.filter(id => PROBLEMS[id] === status).join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ])
    const place = path.replace(/:(\w+)/g, '{$1}')
    paths[place] = {
      ...paths[place],
      [method.toLowerCase()]: {
        operationId: `${method.toLowerCase()}${path.replace(/[^a-zA-Z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
        summary: contract.summary,
        description: `Who may call: ${whoMay(contract.access)}`,
        tags: [path.split('/')[3] ?? 'api'],
        parameters: [...parameters(contract.params, 'path'), ...parameters(contract.query, 'query')],
        ...(contract.body && method !== 'GET'
          ? { requestBody: { required: true, content: { 'application/json': { schema: contract.body } } } }
          : {}),
        security: contract.access.who === 'anyone' || contract.access.who === 'demo' ? [] : [{ session: [] }],
        responses: { 200: { description: 'Done', content }, ...Object.fromEntries(problems) },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Từng Nhà',
      version,
      description: 'The working platform of community digital technology teams.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'tung_nha_session' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'id', 'status', 'title'],
          properties: {
            type: { type: 'string' },
            id: { type: 'string', enum: Object.keys(PROBLEMS) },
            status: { type: 'integer' },
            title: {
              type: 'string',
              description: 'What happened and what to do, Vietnamese or English by Accept-Language',
            },
            details: { type: 'object' },
            fields: {
              type: 'array',
              items: {
                type: 'object',
                properties: { path: { type: 'string' }, message: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  }
}
