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
export const isLow = ({ used, quota }: Room): boolean => quota - used < LOW_BYTES
