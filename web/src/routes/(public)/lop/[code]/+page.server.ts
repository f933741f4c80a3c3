import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** The QR of a class is meant for members: it opens their own app, which notes them as present. */
export const load: PageServerLoad = ({ params }) => {
  redirect(303, `/to/cua-toi/lop?ma=${encodeURIComponent(params.code)}`)
}
