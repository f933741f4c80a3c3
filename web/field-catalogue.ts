import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const NAME = 'virtual:field-catalogue'

/**
 * The part of the catalogue that a phone works with at a gate, built into the app: it must be there without a
 * network, and in the version whose rules the app knows. Lessons travel on their own (lib/local/cards.ts).
 */
export const fieldCatalogue = (root: string): Plugin => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, 'catalogue', file), 'utf8'))
  return {
    name: 'tung-nha-field-catalogue',
    resolveId: id => (id === NAME ? `\0${NAME}` : null),
    load: id => {
      if (id !== `\0${NAME}`) return null
      const { version, groups, skills } = read('skills.json')
      const { difficulties } = read('difficulties.json')
      const consent = read('consent/home-2026.json')
      const slim = {
        version,
        groups: groups.map(({ key, name }: never) => ({ key, name })),
        skills: skills.map(
          ({ key, number, group, core, name, chip, test, sentence, forWhom, fromAge, after }: never) => ({
            key,
            number,
            group,
            core,
            name,
            chip,
            test,
            sentence,
            forWhom,
            fromAge,
            after,
          }),
        ),
        difficulties,
        consent: {
          version: consent.version,
          buttons: consent.buttons,
          refusal: consent.refusal,
          variants: consent.variants.map(({ key, fromAge, toAge, read: spoken }: never) => ({
            key,
            fromAge,
            toAge,
            read: spoken,
          })),
        },
      }
      return `export const catalogue = ${JSON.stringify(slim)}`
    },
  }
}
