/**
 * How many of `places` stand for `part` of `whole`: rounded, but a little is never shown as none and
 * not quite all is never shown as all.
 */
export const lanternShare = (part: number, whole: number, places: number): number => {
  if (whole <= 0 || part <= 0) return 0
  if (part >= whole) return places
  return Math.min(places - 1, Math.max(1, Math.round((part / whole) * places)))
}
