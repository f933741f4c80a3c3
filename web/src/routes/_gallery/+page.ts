import { error } from '@sveltejs/kit'
import { dev } from '$app/env'

// Every base component on one page, for those who build with them. Not part of the product.
export const ssr = false
export const csr = true

export const load = () => {
  if (!dev) error(404, '')
}
