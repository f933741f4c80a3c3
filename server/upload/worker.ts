import { Worker } from 'node:worker_threads'

export type WorkLimits = { ms: number; heapMb: number }

/**
 * Runs a file of ours in a thread of its own over something that was uploaded, and answers with what it posts. What
 * breaks a limit or throws costs that thread, not the server, and rejects with `refused()`.
 */
export const inWorker = <T>(
  file: URL,
  data: unknown,
  { ms, heapMb }: WorkLimits,
  refused: () => unknown,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const refuse = () => reject(refused())
    const worker = new Worker(file, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 },
      stderr: true, // its complaints about a broken file are not the server's
    })
    const timer = setTimeout(() => {
      refuse()
      void worker.terminate()
    }, ms)
    worker.once('message', resolve)
    worker.once('error', refuse)
    worker.once('exit', () => {
      clearTimeout(timer)
      refuse() // settles nothing when an answer came before
    })
  })
