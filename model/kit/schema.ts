import { type Static, type TSchema, type TUnsafe, Type } from 'typebox'

/** Schema words shared by contracts and ops. Years from 1800 to 2199: beyond them lie slips of the finger only. */
export const DaySchema = Type.String({
  format: 'date',
  pattern: '^(1[89]|2[01])\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
})
export const MonthSchema = Type.String({ pattern: '^(1[89]|2[01])\\d{2}-(0[1-9]|1[0-2])$' })
export const InstantSchema = Type.String({ minLength: 20, maxLength: 30 })
export const IdSchema = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
})
export const UnitIdSchema = Type.Integer({ minimum: 1, maximum: 2147483647 })
export const AreaIdSchema = Type.Integer({ minimum: 1, maximum: 2147483647 })

/**
 * The value, or null. Written with two types and not as a choice of two schemas: a choice is decided by a validator that
 * is built when a reply is first written, half a second for a reply with many of them.
 */
export const nullable = <T extends TSchema>(schema: T): TUnsafe<Static<T> | null> => {
  const { type, enum: values, ...rest } = schema as TSchema & { type?: unknown; enum?: unknown[] }
  return Type.Unsafe<Static<T> | null>(
    typeof type === 'string'
      ? { ...rest, type: [type, 'null'], ...(values ? { enum: [...values, null] } : {}) }
      : Type.Union([schema, Type.Null()]),
  )
}

export const oneOf = <const V extends readonly string[]>(values: V) =>
  Type.Unsafe<V[number]>(Type.String({ enum: [...values] }))
export const Both = Type.Object({ vi: Type.String(), en: Type.String() })
