/** A point of a series: `null` is a gap, never zero. */
export type Point = { label: string; value: number | null }

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

/** Lines through the points that exist; a gap breaks the line instead of dropping it to zero. */
export const linePath = (
  points: readonly Point[],
  x: (index: number) => number,
  y: (value: number) => number,
): string => {
  let path = ''
  let pen = false
  points.forEach((point, index) => {
    if (point.value === null) {
      pen = false
      return
    }
    path += `${pen ? 'L' : 'M'}${x(index).toFixed(1)} ${y(point.value).toFixed(1)}`
    pen = true
  })
  return path
}
