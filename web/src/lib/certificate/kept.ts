import type { ReadTrust } from '@tung-nha/model/api/certificates.ts'
import type { TrustList } from '@tung-nha/model/certificate/token.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { call } from '#lib/api/call.ts'
import { keepPart } from '#lib/pwa/part.ts'

const KEY = 'tung-nha-trust'

/** The list of keys and revoked certificates this phone has kept; null when it has none. */
export const keptTrust = (): TrustList | null => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as TrustList | null
  } catch {
    return null
  }
}

/** Asks for the list of today and keeps it. Without a network the kept one stays. */
export const freshTrust = async (): Promise<TrustList | null> => {
  try {
    const list = await call<ReadTrust>('GET /api/v1/certificates/trust', {}, { timeout: 6_000 })
    localStorage.setItem(KEY, JSON.stringify(list))
    return list
  } catch {
    return keptTrust()
  }
}

/** Once a day: the list, and the page that checks, so that this phone can judge a paper where there is no signal. */
export const keepCheck = async (today: Day): Promise<void> => {
  if (keptTrust()?.day === today) return
  if ((await freshTrust()) !== null) await keepPart('check', '/chung-nhan')
}
