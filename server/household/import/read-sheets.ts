import { Worker } from 'node:worker_threads'
import type { Sheet } from '@tung-nha/model/household/import/sheet.ts'
import { problem } from '@tung-nha/model/problem.ts'

const LIMIT_MS = 10_000
const HEAP_MB = 384

let queue: Promise<unknown> = Promise.resolve()

/**
 * Reads a spreadsheet in a worker of its own, one at a time, with a limit on time and memory. A file that breaks
 * either, or cannot be read, is `import.unreadable`; one typed for an old Vietnamese font is `import.legacy-font`.
 */
export const readSheets = (bytes: Uint8Array): Promise<Sheet[]> => {
  const turn = queue.then(() => inWorker(bytes))
  queue = turn.catch(() => {})
  return turn
}

const inWorker = (bytes: Uint8Array): Promise<Sheet[]> =>
  new Promise((resolve, reject) => {
    const unreadable = () => reject(problem('import.unreadable'))
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32 },
      stderr: true, // its complaints about a broken file are not the server's
    })
    const timer = setTimeout(() => {
      unreadable()
      void worker.terminate()
    }, LIMIT_MS)
    worker.once('message', (answer: { sheets: Sheet[]; legacy: string | null }) => {
      if (answer.legacy) reject(problem('import.legacy-font', { font: answer.legacy }))
      else resolve(answer.sheets)
    })
    worker.once('error', unreadable)
    worker.once('exit', () => {
      clearTimeout(timer)
      unreadable() // settles nothing when an answer came before
    })
  })
