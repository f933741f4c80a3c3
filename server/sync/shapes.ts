import { isDay } from '@tung-nha/model/kit/day.ts'
import { opShapes } from '@tung-nha/model/op-shapes.ts'
import { Compile } from 'typebox/compile'

const compiled = new Map(Object.entries(opShapes).map(([kind, shape]) => [kind, Compile(shape)]))

/** Which part of an op's body has not the shape of its kind; null when it fits. */
export const misfit = (kind: string, body: unknown): string | null => {
  const shape = compiled.get(kind)
  if (!shape) return 'kind'
  if (!shape.Check(body)) return shape.Errors(body)[0]?.instancePath.slice(1) || 'body'
  return unrealDay(body, '')
}

/** A day of the right form can still be no day (31 February); the database would refuse it, so we do first. */
const unrealDay = (value: unknown, path: string): string | null => {
  if (typeof value === 'string')
    return value.length === 10 && /^\d{4}-\d{2}-\d{2}$/.test(value) && !isDay(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, item] of Object.entries(value)) {
    const found = unrealDay(item, path === '' ? key : `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}
