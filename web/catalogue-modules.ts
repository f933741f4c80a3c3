import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const NAME = /^virtual:(field-catalogue|difficulties)\/(vi|en)$/

type Both = { vi: string; en: string }
const isBoth = (value: unknown): value is Both =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 2 &&
  'vi' in value &&
  'en' in value

/** The same data with each pair of languages replaced by one of them. */
const inLanguage = (value: unknown, lang: keyof Both): unknown => {
  if (isBoth(value)) return value[lang]
  if (Array.isArray(value)) return value.map(one => inLanguage(one, lang))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inLanguage(one, lang)]))
}

const pick = (from: Record<string, unknown>, ...keys: string[]) =>
  Object.fromEntries(keys.flatMap(key => (from[key] === undefined ? [] : [[key, from[key]]])))

/**
 * Parts of the catalogue built into the web, one language each. `virtual:field-catalogue/<lang>` is what a phone works
 * with at a gate: it must be there without a network, and in the version whose rules the app knows. Lessons travel on
 * their own (lib/local/cards.ts). `virtual:difficulties/<lang>` names the difficulties on the desk.
 */
export const catalogueModules = (root: string): Plugin => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, 'catalogue', file), 'utf8'))
  const difficulties = (): { key: string; name: Both }[] => read('difficulties.json').difficulties
  const field = () => {
    const { version, groups, skills } = read('skills.json')
    const consent = read('consent/home-2026.json')
    return {
      version,
      groups: groups.map((group: never) => pick(group, 'key', 'name')),
      skills: skills.map((skill: never) =>
        pick(
          skill,
          'key',
          'number',
          'group',
          'core',
          'name',
          'chip',
          'test',
          'sentence',
          'forWhom',
          'fromAge',
          'after',
        ),
      ),
      difficulties: difficulties(),
      consent: {
        ...pick(consent, 'version', 'buttons', 'refusal'),
        variants: consent.variants.map((one: never) => pick(one, 'key', 'fromAge', 'toAge', 'read')),
      },
    }
  }
  return {
    name: 'tung-nha-catalogue',
    resolveId: id => (NAME.test(id) ? `\0${id}` : null),
    load: id => {
      const [, part, lang] = NAME.exec(id.slice(1)) ?? []
      if (part === undefined) return null
      const whole =
        part === 'difficulties'
          ? Object.fromEntries(difficulties().map(({ key, name }) => [key, name]))
          : field()
      const name = part === 'difficulties' ? 'difficulties' : 'catalogue'
      return `export const ${name} = ${JSON.stringify(inLanguage(whole, lang as keyof Both))}`
    },
  }
}
