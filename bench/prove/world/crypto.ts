import * as real from 'node:crypto'

export const { createHash, createHmac, hash, timingSafeEqual } = real

let count = 0
/** In the place of the one of the same name: a salt is another one every time, and the same in every run. */
export const randomBytes = (size: number): Buffer => {
  const bytes = Buffer.alloc(size)
  bytes.writeUInt32BE(++count, size - 4)
  return bytes
}

/** Salts begin anew with every schedule. */
export const restartSalts = (): void => {
  count = 0
}
