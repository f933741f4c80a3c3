import type { PeriodRule } from '@tung-nha/model/indicator/period.ts'
import type { Skill } from '@tung-nha/model/skill/skill.ts'
import type { Catalogue } from '#catalogue/read.ts'

/** What counting depends on beside the rows: which skills are core, and when a month closes. */
export type CountRules = { skills: readonly Skill[]; period: PeriodRule }

export const countRulesOf = (catalogue: Catalogue): CountRules => ({
  skills: catalogue.skills,
  period: { cutOffDay: catalogue.form.period.cutOffDay, dueDay: catalogue.form.period.dueDay },
})

/** Facts that belong to no team carry this. */
export const NO_TEAM = '00000000-0000-0000-0000-000000000000'
