/** A rule that did not hold. */
export class Violation extends Error {
  readonly rule: string
  constructor(rule: string, message: string) {
    super(message)
    this.rule = rule
  }
}

/** Counts what was asserted: a run that asserted nothing proves nothing. */
export type Judge = {
  holds: (condition: boolean, rule: string, otherwise: () => string) => void
  asserted: () => number
  /** How often each rule was asserted. */
  byRule: () => Record<string, number>
}

export const newJudge = (): Judge => {
  let count = 0
  const rules: Record<string, number> = {}
  return {
    byRule: () => rules,
    holds: (condition, rule, otherwise) => {
      count++
      rules[rule] = (rules[rule] ?? 0) + 1
      if (!condition) throw new Violation(rule, otherwise())
    },
    asserted: () => count,
  }
}
