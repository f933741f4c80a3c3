import { loadReportWords } from '#lib/words/load.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ parent }) => ({
  report: await loadReportWords((await parent()).lang),
})
