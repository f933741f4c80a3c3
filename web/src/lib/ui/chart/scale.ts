/** What is not certain about a point: its number (rounded, or from a weak source), or only its place in time. */
export type Doubt = 'number' | 'day'

/** A point of a series: `null` is a gap, never zero. */
export type Point = { label: string; value: number | null; doubt?: Doubt | undefined }

/** Round numbers for an axis from zero to at least `max`, at most `count` steps: 0, 20, 40, 60. `whole`: things are counted, half a thing is none. */
export const ticksTo = (max: number, { count = 4, whole = false } = {}): number[] => {
  if (!(max > 0)) return [0, 1]
  const raw = whole ? Math.max(1, max / count) : max / count
  const size = 10 ** Math.floor(Math.log10(raw))
  const step =
    ([1, 2, ...(whole && size === 1 ? [] : [2.5]), 5, 10].find(each => each * size >= raw) ?? 10) * size
  const ticks: number[] = []
  for (let at = 0; at < max + step * 0.999; at += step) ticks.push(Number(at.toPrecision(12)))
  return ticks
}

/**
 * Lines through the points that exist; a gap breaks the line instead of dropping it to zero.
 * @param drawn which steps from one point to the next are drawn; without it all are
 */
export const linePath = (
  points: readonly Point[],
  x: (index: number) => number,
  y: (value: number) => number,
  drawn: (from: Point, to: Point) => boolean = () => true,
): string => {
  let path = ''
  points.forEach((point, index) => {
    if (point.value === null) return
    const before = points[index - 1]
    const pen = before !== undefined && before.value !== null && drawn(before, point)
    path += `${pen ? 'L' : 'M'}${x(index).toFixed(1)} ${y(point.value).toFixed(1)}`
  })
  return path
}

/** A step to or from an uncertain number is itself uncertain. */
export const isFirm = (from: Point, to: Point): boolean => from.doubt !== 'number' && to.doubt !== 'number'
