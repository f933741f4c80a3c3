import { covers, type Day } from '@tung-nha/model/kit/day.ts'
import type { Database } from './database.ts'

/** In the place of the server's query of the same name. */
export const readScope = async (db: Database, memberId: string, day: Day) => ({
  member: { id: memberId, name: 'Mận', cardCode: 'K7QW4M', cardUntil: '2030-12-31', skills: [] },
  teams: [],
  areas: (db.spans.get(memberId) ?? [])
    .filter(span => covers(span, day))
    .map(span => ({
      id: span.area_id,
      name: `bản ${span.area_id}`,
      teamId: memberId,
      villageId: span.area_id,
      villageName: `bản ${span.area_id}`,
      villageKind: 'ban',
    })),
  members: [],
})
