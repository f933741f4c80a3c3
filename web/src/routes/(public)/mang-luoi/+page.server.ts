import type { ReadBorders, ReadNetwork } from '@tung-nha/model/api/network.ts'
import { isDay } from '@tung-nha/model/kit/day.ts'
import { ask } from '#lib/api/host.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const day = url.searchParams.get('ngay') ?? ''
  const on = /^20\d\d-\d\d-\d\d$/.test(day) && isDay(day) ? { on: day } : {}
  const provinces = url.searchParams.get('tinh-thanh') === 'nay' ? ({ provinces: 'today' } as const) : {}
  const picture = await ask<ReadNetwork>(locals.api, 'GET /api/v1/network', {
    query: { ...on, ...provinces },
  })
  const borders = await ask<ReadBorders>(locals.api, 'GET /api/v1/network/borders', {
    query: { on: picture.drawnOn },
  })
  const asked = Number(url.searchParams.get('tinh'))
  return {
    picture,
    borders: borders.items.length > 0 ? borders : null,
    chosen: picture.provinces.find(one => one.unit.id === asked)?.unit.id ?? null,
  }
}
