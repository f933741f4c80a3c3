import type { Difficulty } from '@tung-nha/model/activity/difficulty.ts'
import type { Skill, SkillGroup } from '@tung-nha/model/skill/skill.ts'
import type { Language } from '#lib/words/language.ts'

type Both = { vi: string; en: string }
export type RawCatalogue = {
  version: string
  groups: { key: SkillGroup; name: Both }[]
  skills: (Skill & { number: string; name: Both; chip: Both; test: Both; sentence: Both })[]
  difficulties: { key: Difficulty; name: Both }[]
  consent: {
    version: string
    buttons: { agree: Both; refuse: Both }
    refusal: Both
    variants: { key: ConsentVariant; fromAge: number; toAge: number | null; read: Both }[]
  }
}
export type ConsentVariant = 'adult' | 'child' | 'small_child'

/** A skill with its words in the reader's language. */
export type FieldSkill = Skill & {
  number: string
  name: string
  chip: string
  test: string
  sentence: string
}

/** The catalogue as the screens read it: one language. */
export const catalogueIn = (raw: RawCatalogue, lang: Language) => {
  const skills: FieldSkill[] = raw.skills.map(skill => ({
    ...skill,
    name: skill.name[lang],
    chip: skill.chip[lang],
    test: skill.test[lang],
    sentence: skill.sentence[lang],
  }))
  const byKey = new Map(skills.map(skill => [skill.key, skill]))
  return {
    version: raw.version,
    skills,
    keys: new Set(byKey.keys()) as ReadonlySet<string>,
    groups: raw.groups.map(group => ({ key: group.key, name: group.name[lang] })),
    difficulties: raw.difficulties.map(item => ({ value: item.key, label: item.name[lang] })),
    skill: (key: string): FieldSkill | undefined => byKey.get(key),
    consent: {
      version: raw.consent.version,
      agree: raw.consent.buttons.agree[lang],
      refuse: raw.consent.buttons.refuse[lang],
      refusal: raw.consent.refusal[lang],
      /** The sentence to read aloud, by age; an unknown age is taken as an adult's. */
      forAge: (age: number | null): { key: ConsentVariant; read: string } => {
        const fits = raw.consent.variants.find(
          one => age !== null && age >= one.fromAge && (one.toAge === null || age <= one.toAge),
        )
        const variant = fits ?? raw.consent.variants.find(one => one.key === 'adult')!
        return { key: variant.key, read: variant.read[lang] }
      },
    },
  }
}
export type FieldCatalogue = ReturnType<typeof catalogueIn>

/** Who gave a consent, by the sentence that was read. */
export const givenBy = (variant: ConsentVariant): 'self' | 'guardian' | 'self_and_guardian' =>
  variant === 'adult' ? 'self' : variant === 'child' ? 'self_and_guardian' : 'guardian'
