import { fold } from '#model/kit/text.ts'
import { bareName } from '#model/unit/name.ts'

/** One area of a file of borders: what it calls itself, and its rings in longitude and latitude. */
export type Shape = { names: string[]; codes: string[]; rings: (readonly [number, number])[][] }

/** The picture all borders are drawn into: the mainland and both archipelagos, 40 units a degree of latitude. */
const WEST = 102
const NORTH = 23.6
const UNITS = 40
// At the middle of the country a degree of longitude is this much shorter than one of latitude.
const NARROW = Math.cos((16 * Math.PI) / 180)
export const PICTURE = { width: 560, height: 640 }
/** Where the archipelagos lie, for their names: a file of borders may not have them, the country does. */
export const place = (longitude: number, latitude: number): [number, number] => [
  Math.round((longitude - WEST) * NARROW * UNITS),
  Math.round((NORTH - latitude) * UNITS),
]
export const PARACELS = place(112, 16.5)
export const SPRATLYS = place(114, 9.5)

const isPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1])
const ringsIn = (value: unknown): [number, number][][] => {
  if (!Array.isArray(value)) return []
  return value.length > 0 && value.every(isPair) ? [value as [number, number][]] : value.flatMap(ringsIn)
}

/** Areas of a GeoJSON; null when it is none. Any text may be the name; a code is looked for under a name such as `code` or `ma`. */
export const readShapes = (file: unknown): Shape[] | null => {
  const features = (file as { features?: unknown } | null)?.features
  if (!Array.isArray(features)) return null
  const shapes = features.flatMap((feature): Shape[] => {
    const { geometry, properties } = (feature ?? {}) as Record<string, Record<string, unknown> | null>
    if (!geometry || !/^(Multi)?Polygon$/.test(String(geometry['type']))) return []
    const rings = ringsIn(geometry['coordinates'])
    const inside = rings.flat().every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90)
    const told = Object.entries(properties ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, String(value)] as const] : [],
    )
    const names = told.map(([, value]) => value)
    // A bare number may be anything, people or square kilometres: only what says that it is a code is one.
    const codes = told.filter(([key]) => /^(ma|code|id)$|^ma_|_code$/i.test(key)).map(([, value]) => value)
    return inside && rings.length > 0 ? [{ names, codes, rings }] : []
  })
  return shapes.length > 0 ? shapes : null
}

export type BorderUnit = { id: number; kind: string; code: string | null; name: string }

/** Finds the unit of each area: by its name, with or without its kind and accents, else by its official code. */
export const matchShapes = (shapes: readonly Shape[], units: readonly BorderUnit[]) => {
  const named = new Map(
    units.flatMap(unit => [
      [fold(unit.name), unit],
      [fold(bareName(unit.kind, unit.name)), unit],
    ]),
  )
  const coded = new Map(units.map(unit => [unit.code, unit]))
  const matched = new Map<number, Shape[]>()
  const unmatched: string[] = []
  for (const shape of shapes) {
    const unit =
      shape.names.map(name => named.get(fold(name.normalize('NFC')))).find(one => one !== undefined) ??
      shape.codes.map(code => coded.get(code.padStart(2, '0'))).find(one => one !== undefined)
    if (unit) matched.set(unit.id, [...(matched.get(unit.id) ?? []), shape])
    else unmatched.push(shape.names[0]?.slice(0, 80) ?? '')
  }
  const missing = units.filter(unit => !matched.has(unit.id)).map(unit => unit.name)
  return { matched, unmatched, missing }
}

const area = (ring: readonly [number, number][]): number =>
  Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length]!
      return sum + x * nextY - nextX * y
    }, 0),
  ) / 2

/**
 * A ring on whole units of the picture. Every point is moved by itself to the nearest unit, so two neighbours keep one
 * common border without any knowledge of each other; points on a straight line are left out.
 */
const onUnits = (ring: readonly (readonly [number, number])[]): [number, number][] => {
  const points: [number, number][] = []
  for (const [longitude, latitude] of ring) {
    const [x, y] = place(longitude, latitude)
    const [last, before] = [points.at(-1), points.at(-2)]
    if (last && last[0] === x && last[1] === y) continue
    const straight =
      last && before && (last[0] - before[0]) * (y - before[1]) === (last[1] - before[1]) * (x - before[0])
    if (straight) points.pop()
    points.push([x, y])
  }
  return points
}

/** The border of a unit as an SVG path; islets of less than three square units are left out beside larger land. */
export const drawBorder = (shapes: readonly Shape[]): string => {
  const rings = shapes
    .flatMap(shape => shape.rings.map(onUnits))
    .filter(ring => ring.length > 2)
    .map(ring => ({ ring, size: area(ring) }))
    .sort((a, b) => b.size - a.size)
  return rings
    .filter(({ size }, i) => i === 0 || size >= 3)
    .map(({ ring }) => {
      const steps = ring.slice(1).map(([x, y], i) => `${x - ring[i]![0]} ${y - ring[i]![1]}`)
      return `M${ring[0]!.join(' ')}l${steps.join(' ')}z`
    })
    .join('')
}
