import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TeamRule } from '@tung-nha/model/team/rules.ts'

export type Both = { vi: string; en: string }

export type SkillGroup = { key: string; number: number; name: Both; icon: string }
export type Skill = {
  key: string
  number: string
  group: string
  core: boolean
  name: Both
  chip: Both
  test: Both
  why: Both
  forWhom: 'everyone' | 'household_business' | 'seller'
  fromAge: number
  after: string[]
  platforms: string[]
  sentence: Both
}

/** The authored content a server needs while it runs, read once at the start from catalogue/. */
export type Catalogue = {
  dir: string
  version: string
  groups: SkillGroup[]
  skills: Skill[]
  platforms: Record<string, unknown>[]
  // biome-ignore lint/suspicious/noExplicitAny: shaped by model/indicator, which validates it when it reads it
  indicators: any
  // biome-ignore lint/suspicious/noExplicitAny: shaped by model/report
  form: any
  // biome-ignore lint/suspicious/noExplicitAny: versioned texts, passed through to the phone
  consent: any
  difficulties: { key: string; name: { vi: string; en: string } }[]
  teamRules: TeamRule[]
  /** Suggested positions and bodies of members; any other text is as good. */
  affiliations: Both[]
}

/** Reads the catalogue folder; a missing or broken file stops the start, since half a catalogue is a wrong one. */
export const readCatalogue = async (dir: string): Promise<Catalogue> => {
  const json = async (name: string) => JSON.parse(await readFile(join(dir, name), 'utf8'))
  const [skills, platforms, indicators, form, consent, difficulties, team] = await Promise.all(
    [
      'skills.json',
      'platforms.json',
      'indicators.json',
      'forms/monthly-2026.json',
      'consent/home-2026.json',
      'difficulties.json',
      'team-rules.json',
    ].map(json),
  )
  return {
    dir,
    version: skills.version,
    groups: skills.groups,
    skills: skills.skills,
    platforms: platforms.platforms ?? platforms,
    indicators,
    form,
    consent,
    difficulties: difficulties.difficulties ?? difficulties,
    teamRules: team.rules,
    affiliations: team.affiliations,
  }
}
