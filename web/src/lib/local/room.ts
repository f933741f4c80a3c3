/** Room on the phone as the browser estimates it, in bytes; null where it does not say. */
export type Room = { used: number; quota: number }

export const storageRoom = async (): Promise<Room | null> => {
  try {
    const { usage, quota } = await navigator.storage.estimate()
    return usage === undefined || quota === undefined
      ? null
      : { used: Math.round(usage), quota: Math.round(quota) }
  } catch {
    return null // Safari before 17, and pages without encryption
  }
}

/** Less than this and a photo or a first load may not fit any more. */
const LOW_BYTES = 20_000_000
export const leftIn = ({ used, quota }: Room): number => Math.max(0, quota - used)
export const isLow = (room: Room): boolean => leftIn(room) < LOW_BYTES

/** Whether a write failed for want of room. Firefox has its own name for it; a full disk is `UnknownError` in Chromium. */
export const isFull = (error: unknown): boolean =>
  ['QuotaExceededError', 'NS_ERROR_DOM_QUOTA_REACHED', 'UnknownError'].includes(
    (error as { name?: string } | null)?.name ?? '',
  )
