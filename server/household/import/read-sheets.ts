import type { Sheet } from '@tung-nha/model/household/import/sheet.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { makeGate } from '#http/gate.ts'
import { inWorker } from '#upload/worker.ts'

const LIMITS = { ms: 10_000, heapMb: 384 }
const READER = new URL('./read-worker.ts', import.meta.url)
const oneAtATime = makeGate(1, 20)

/**
 * Reads a spreadsheet in a worker of its own, one at a time, with a limit on time and memory. A file that breaks
 * either, or cannot be read, is `import.unreadable`; one typed for an old Vietnamese font comes in Unicode, and its
 * sheets name the font.
 */
export const readSheets = (bytes: Uint8Array): Promise<Sheet[]> =>
  oneAtATime(() => inWorker(READER, bytes, LIMITS, () => problem('import.unreadable')))
