import type { Difficulty } from '@tung-nha/model/activity/difficulty.ts'
import type { Skill, SkillGroup } from '@tung-nha/model/skill/skill.ts'

/** A skill with its words in the reader's language. */
export type FieldSkill = Skill & {
  number: string
  name: string
  chip: string
  test: string
  sentence: string
}
export type ConsentVariant = 'adult' | 'child' | 'small_child'

/** The part of the catalogue that is built into the app, in one language. */
export type FieldData = {
  version: string
  groups: { key: SkillGroup; name: string }[]
  skills: FieldSkill[]
  difficulties: { key: Difficulty; name: string }[]
  consent: {
    version: string
    buttons: { agree: string; refuse: string }
    refusal: string
    variants: { key: ConsentVariant; fromAge: number; toAge: number | null; read: string }[]
  }
}

/** The catalogue as the screens ask it. */
export const catalogueOf = ({ version, groups, skills, difficulties, consent }: FieldData) => {
  const byKey = new Map(skills.map(skill => [skill.key, skill]))
  return {
    version,
    groups,
    skills,
    keys: new Set(byKey.keys()) as ReadonlySet<string>,
    difficulties: difficulties.map(({ key, name }) => ({ value: key, label: name })),
    skill: (key: string): FieldSkill | undefined => byKey.get(key),
    consent: {
      version: consent.version,
      ...consent.buttons,
      refusal: consent.refusal,
      /** The sentence to read aloud, by age; an unknown age is taken as an adult's. */
      forAge: (age: number | null): { key: ConsentVariant; read: string } => {
        const fits = consent.variants.find(
          one => age !== null && age >= one.fromAge && (one.toAge === null || age <= one.toAge),
        )
        return fits ?? consent.variants.find(one => one.key === 'adult')!
      },
    },
  }
}
export type FieldCatalogue = ReturnType<typeof catalogueOf>

/** Who gave a consent, by the sentence that was read. */
export const givenBy = (variant: ConsentVariant): 'self' | 'guardian' | 'self_and_guardian' =>
  variant === 'adult' ? 'self' : variant === 'child' ? 'self_and_guardian' : 'guardian'
