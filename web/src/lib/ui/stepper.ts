/** The count after a step, kept inside its limits. */
export const stepped = (value: number, step: number, min: number, max: number): number =>
  Math.min(max, Math.max(min, value + step))

/** A typed count: thousands marks are ignored, anything that is no number leaves the old value. */
export const typedCount = (typed: string, old: number, min: number, max: number): number => {
  const digits = typed.replace(/[\s.,]/g, '')
  if (!/^\d{1,9}$/.test(digits)) return old
  return stepped(Number(digits), 0, min, max)
}
