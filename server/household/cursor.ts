/** A place in a list ordered by a text key and an id, as one opaque word of an address. */
export const cursorOf = (key: string, id: string): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The place a cursor names; one that is no cursor of ours means the beginning. */
export const readCursor = (cursor: string | undefined): { key: string; id: string } | null => {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString('utf8')) as unknown[]
    return typeof key === 'string' && typeof id === 'string' && UUID.test(id) ? { key, id } : null
  } catch {
    return null
  }
}
