import { isProblem } from '#lib/api/failure.ts'
import { openLocal } from '#lib/local/local.svelte.ts'
import { holders, unsentIn } from '#lib/local/people.ts'
import { handOverEvidence } from '#lib/sync/evidence.ts'
import { handOver, sendOps } from '#lib/sync/requests.ts'

/**
 * Sends what others who share this phone have not sent, so that nobody's work waits for its owner to take the phone
 * again. Their books stay closed: what has to be sent is sealed by a key that needs no PIN (SPEC D17). Stops quietly
 * without a network; the next round goes on.
 */
export const sendForOthers = async (openStore: string | null): Promise<void> => {
  for (const { store } of await holders()) {
    if (store === openStore || (await unsentIn(store)) === 0) continue
    const local = await openLocal(store, true)
    let erase = false
    try {
      while ((await sendOps(local, new AbortController().signal)).more);
    } catch (failure) {
      if (!isProblem(failure, 'auth.device-revoked')) continue
      erase = await handOver(local)
        .then(() => handOverEvidence(local))
        .then(
          () => true,
          () => false,
        )
    } finally {
      await (erase ? local.erase() : local.stop())
    }
  }
}
