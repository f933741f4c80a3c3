const hex = (byte: number) => byte.toString(16).padStart(2, '0')

/**
 * A UUIDv7 made from a time and random bytes that the caller supplies (the model has neither clock nor chance).
 * @param ms milliseconds since 1970
 * @param random at least 10 random bytes
 */
export const uuid7 = (ms: number, random: Uint8Array): string => {
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(ms / 2 ** (8 * (5 - i))) % 256
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const text = [...bytes].map(hex).join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  )
}

/** The time a UUIDv7 was made from, in milliseconds since 1970. */
export const msOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

/** Alphabet of codes that people read aloud and type: no 0/O, 1/I/L, no vowels that could spell words. */
export const CODE_LETTERS = '23456789BCDFGHJKMNPQRSTVWXYZ'

/** A code for people, one letter per random byte, e.g. `K7QW4M`. */
export const codeFrom = (random: Uint8Array): string =>
  [...random].map(byte => CODE_LETTERS[byte % CODE_LETTERS.length]).join('')
