/** A skill as the rules need it; its words and pictures live in catalogue/skills.json. */
export type Skill = {
  key: string
  group: string
  core: boolean
  /** Skills that come before this one. */
  after: readonly string[]
  forWhom: 'everyone' | 'household_business' | 'seller'
  /** Age from which the skill applies; 0 for any age. */
  fromAge: number
}

/** The five fixed groups, in their official order. */
export const SKILL_GROUPS = ['service', 'shop', 'pay', 'safe', 'local'] as const
export type SkillGroup = (typeof SKILL_GROUPS)[number]
