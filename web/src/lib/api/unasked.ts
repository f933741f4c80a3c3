/** Whether a search was sent with nothing in its box. */
export const isUnasked = (search: URLSearchParams, name = 'q'): boolean => search.get(name)?.trim() === ''
