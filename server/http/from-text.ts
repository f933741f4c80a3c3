import type { TSchema } from 'typebox'

type Described = { type?: string | string[]; properties?: Record<string, Described>; anyOf?: Described[] }

const typesOf = (schema: Described): string[] =>
  schema.anyOf ? schema.anyOf.flatMap(typesOf) : schema.type ? [schema.type].flat() : []

const read = (schema: Described, value: unknown): unknown => {
  if (typeof value !== 'string') return value
  const types = typesOf(schema)
  if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?$/.test(value))
    return Number(value)
  if (types.includes('boolean') && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

/**
 * Parameters and queries arrive as text; numbers and booleans become what their schema says. Bodies are never
 * converted: they are JSON, where null is neither 0 nor an empty text.
 */
export const fromText = (schema: TSchema, values: unknown): unknown => {
  const { properties = {} } = schema as Described
  return Object.fromEntries(
    Object.entries((values ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      properties[name] ? read(properties[name], value) : value,
    ]),
  )
}
