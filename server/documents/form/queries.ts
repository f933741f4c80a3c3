import type { Instant } from '@tung-nha/model/kit/day.ts'
import type { TemplateKind, TemplateMapping } from '@tung-nha/model/report/template.ts'
import type { Tx } from '#db/connect.ts'

export type StoredTemplate = {
  id: string
  name: string
  kind: TemplateKind
  mapping: TemplateMapping
  made_at: Instant
}

const HEAD = ['id', 'name', 'kind', 'mapping', 'made_at'] as const

export const templatesOf = (tx: Tx, communeId: number): Promise<StoredTemplate[]> =>
  tx
    .selectFrom('form_template')
    .where('unit_id', '=', communeId)
    .select(HEAD)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute() as Promise<StoredTemplate[]>

export const templateOf = (
  tx: Tx,
  communeId: number,
  id: string,
): Promise<(StoredTemplate & { content: Buffer }) | undefined> =>
  tx
    .selectFrom('form_template')
    .where('unit_id', '=', communeId)
    .where('id', '=', id)
    .select([...HEAD, 'content'])
    .executeTakeFirst() as Promise<(StoredTemplate & { content: Buffer }) | undefined>

export const insertTemplate = (
  tx: Tx,
  row: StoredTemplate & { unit_id: number; content: Buffer; made_by: string },
) =>
  tx
    .insertInto('form_template')
    .values({ ...row, mapping: JSON.stringify(row.mapping) })
    .execute()

export const updateMapping = (
  tx: Tx,
  communeId: number,
  id: string,
  mapping: TemplateMapping,
): Promise<StoredTemplate | undefined> =>
  tx
    .updateTable('form_template')
    .set({ mapping: JSON.stringify(mapping) })
    .where('unit_id', '=', communeId)
    .where('id', '=', id)
    .returning(HEAD)
    .executeTakeFirst() as Promise<StoredTemplate | undefined>

export const removeTemplate = async (tx: Tx, communeId: number, id: string): Promise<boolean> => {
  const done = await tx
    .deleteFrom('form_template')
    .where('unit_id', '=', communeId)
    .where('id', '=', id)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

export const isCommune = async (tx: Tx, unitId: number): Promise<boolean> =>
  (await tx.selectFrom('unit').where('id', '=', unitId).select('level').executeTakeFirst())?.level ===
  'commune'
