import type { DemoAccounts } from '@tung-nha/model/api/demo.ts'
import { ask } from '#lib/api/host.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  people: locals.demo ? (await ask<DemoAccounts>(locals.api, 'GET /api/v1/demo/accounts', {})).items : [],
})
