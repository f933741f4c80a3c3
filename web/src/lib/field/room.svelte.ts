import { isFull, isLow, leftIn, type Room, storageRoom } from '#lib/local/room.ts'

/**
 * How much room the phone has. The browser's estimate warns early but is not to be trusted alone: a write that found no
 * room says so whatever the estimate says, until one succeeds again.
 * @param letGo drops what the server has or can send again
 */
export const watchRoom = (letGo: () => Promise<unknown>) => {
  let room = $state.raw<Room | null>(null)
  let full = $state(false)
  const look = async () => {
    room = await storageRoom()
  }
  void look()

  return {
    get low() {
      return full || (room !== null && isLow(room))
    },
    /** A write found no room, and none has succeeded since. */
    get full() {
      return full
    },
    /** Bytes left by the browser's estimate; null where it does not say. */
    get left() {
      return room && leftIn(room)
    },
    look,
    letGo: async () => {
      await letGo()
      await look()
    },
    /** Writes; when there is no room, lets go of what can be had again and writes once more. Rejects when that was not enough. */
    write: async <T>(work: () => Promise<T>): Promise<T> => {
      try {
        const done = await work().catch(async error => {
          if (!isFull(error)) throw error
          await letGo()
          return work()
        })
        full = false
        return done
      } catch (error) {
        if (isFull(error)) full = true
        throw error
      }
    },
  }
}
