import type { PeriodView } from '@tung-nha/model/api/figures.ts'
import type { PeriodRule } from '@tung-nha/model/indicator/period.ts'

/** The rule a period was made by, read back from its last day and its due day. */
export const ruleOf = ({ last, due }: PeriodView): PeriodRule => ({
  cutOffDay: Number(last.slice(8, 10)),
  dueDay: Number(due.slice(8, 10)),
})
