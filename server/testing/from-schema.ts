import type { TSchema } from 'typebox'

/** What of JSON Schema our contracts use. */
export type Described = {
  type?: string | readonly [string, 'null']
  const?: unknown
  enum?: unknown[]
  anyOf?: Described[]
  properties?: Record<string, Described>
  required?: string[]
  items?: Described
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
}

/** Ids and names of the stage, by the name of the field they fill, such as `areaId`. */
export type Known = Readonly<Record<string, unknown>>

/** One text of every pattern our contracts know; a new pattern needs its line here. */
const TEXTS = [
  'a',
  'x',
  '2026-11-10',
  '2026-10',
  '00000000-0000-7000-8000-000000000001',
  'pay.qr',
  'all',
  'ABCD2345',
  '0912345678',
  '2026-11-16T01:00:00.000Z',
  '',
  'a'.repeat(64),
]

const text = (schema: Described): string => {
  const { pattern, minLength = 0 } = schema
  const fits = TEXTS.find(
    value => (pattern === undefined || new RegExp(pattern, 'u').test(value)) && value.length >= minLength,
  )
  if (fits !== undefined) return fits
  if (pattern === undefined) return 'a'.repeat(minLength)
  throw new Error(`no text of the test stage fits ${pattern}: add one to server/testing/from-schema.ts`)
}

/** The smallest value a schema takes: required parts only, known ids where the stage has them. */
export const minimal = (given: TSchema | Described, known: Known = {}, name = ''): unknown => {
  const schema = given as Described
  if (name in known) return known[name]
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  if (typeof schema.type === 'object') return minimal({ ...schema, type: schema.type[0] }, known)
  if (schema.anyOf) return minimal(schema.anyOf.find(one => one.type !== 'null') ?? schema.anyOf[0]!, known)
  if (schema.type === 'object')
    return Object.fromEntries(
      (schema.required ?? []).map(key => [key, minimal(schema.properties?.[key] ?? {}, known, key)]),
    )
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => minimal(schema.items ?? {}, known))
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return true
  if (schema.type === 'null') return null
  if (schema.type === 'string') return text(schema)
  return {}
}

/** Path with its parameters, and the query behind it. */
export const urlOf = (
  route: string,
  params: Record<string, unknown>,
  query: Record<string, unknown> = {},
): string => {
  const path = route
    .replace(/^\w+ /, '')
    .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const text = new URLSearchParams(
    Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString()
  return text ? `${path}?${text}` : path
}
