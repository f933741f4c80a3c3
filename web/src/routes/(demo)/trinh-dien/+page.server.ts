import { error } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** Exists in a demonstration installation only. */
export const load: PageServerLoad = ({ locals }) => {
  if (!locals.demo) error(404, { status: 404, message: '' } as App.Error)
  return { lang: locals.lang }
}
