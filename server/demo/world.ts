import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Role } from '@tung-nha/model/access/roles.ts'
import type { Both } from '#catalogue/read.ts'

export type DemoPerson = {
  key: string
  kind: 'visitor' | 'officer' | 'member'
  name: string
  sex?: 'female' | 'male'
  birthYear?: number
  team?: string
  role?: Role
  place?: 'commune' | 'emptyCommune' | 'province' | 'nation'
  email?: string
  title?: string
  position: Both
  sentence: Both
  home: string
}

export type DemoVillage = {
  name: string
  homes: number
  people?: boolean
  mergedFrom?: string[]
  mergedOn?: string
  /** Whose office the leader holds, where it is not the head of the village. */
  leader?: string
}

/** The invented people and villages of the demonstration, as catalogue/demo/world.json holds them. */
export type DemoWorld = {
  seed: number
  commune: { code: string; office: string; phone: string }
  emptyCommune: { code: string; office: string; phone: string }
  localName: string
  decision: { number: string; signer: string }
  importDecision: { number: string }
  villages: DemoVillage[]
  lanes: string[]
  family: string[]
  womenMiddle: string[]
  menMiddle: string[]
  women: string[]
  men: string[]
  people: DemoPerson[]
  difficulties: string[]
  narrative: { results: string; proposals: string; next: string }
  remark: string
}

export const readWorld = async (catalogueDir: string): Promise<DemoWorld> =>
  JSON.parse(await readFile(join(catalogueDir, 'demo', 'world.json'), 'utf8'))
