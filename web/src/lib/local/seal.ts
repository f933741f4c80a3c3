/** A sealed value: AES-GCM under a fresh nonce. Unreadable without its key, and a change is noticed. */
export type Sealed = { nonce: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const seal = (key: CryptoKey, value: unknown): Promise<Sealed> =>
  sealBytes(key, encoder.encode(JSON.stringify(value)))

export const sealBytes = async (key: CryptoKey, content: BufferSource): Promise<Sealed> => {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  return { nonce, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, content) }
}

/** Rejects when the key is another one or the bytes were changed. */
export const unseal = async <T>(key: CryptoKey, sealed: Sealed): Promise<T> =>
  JSON.parse(decoder.decode(await openBytes(key, sealed))) as T

export const openBytes = (key: CryptoKey, { nonce, bytes }: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, bytes)

/** A key that never leaves the browser: even our own code can only use it. */
export const newSealingKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
