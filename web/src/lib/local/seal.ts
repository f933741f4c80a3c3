/** A sealed value: AES-GCM under a fresh nonce. Unreadable without its key, and a change is noticed. */
export type Sealed = { nonce: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const seal = async (key: CryptoKey, value: unknown): Promise<Sealed> => {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const bytes = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    key,
    encoder.encode(JSON.stringify(value)),
  )
  return { nonce, bytes }
}

/** Rejects when the key is another one or the bytes were changed. */
export const unseal = async <T>(key: CryptoKey, { nonce, bytes }: Sealed): Promise<T> =>
  JSON.parse(decoder.decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, bytes))) as T

/** A key that never leaves the browser: even our own code can only use it. */
export const newSealingKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
