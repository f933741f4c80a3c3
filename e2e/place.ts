import type { PublicAreas } from '@tung-nha/model/api/requests.ts'
import type { ListUnits } from '@tung-nha/model/api/units.ts'
import { visitor } from './people.ts'

/** A commune of today by its exact name. */
export const communeNamed = async (name: string): Promise<number> => {
  const found = await visitor<ListUnits>('GET /api/v1/units', {
    query: { q: name, level: 'commune', limit: 20 },
  })
  return found.items.find(unit => unit.name === name && unit.validTo === null)!.id
}

/** The area of one village of xã Vân Hồ. */
export const areaOf = async (village: string): Promise<number> => {
  const communeId = await communeNamed('Xã Vân Hồ')
  const areas = await visitor<PublicAreas>('GET /api/v1/communes/:communeId/areas/public', {
    params: { communeId },
  })
  return areas.items.find(area => area.village === village)!.areaId
}
