import { problem } from '@tung-nha/model/problem.ts'
import type { TemplateDescription, TemplateKind } from '@tung-nha/model/report/template.ts'
import type { Filling } from '#documents/form/form.ts'
import type { FormTask } from '#documents/form/form-worker.ts'
import { makeGate } from '#http/gate.ts'
import { inWorker } from '#upload/worker.ts'

const LIMITS = { ms: 8_000, heapMb: 256 }
const WORKER = new URL('./form-worker.ts', import.meta.url)
const ARCHIVE = [0x50, 0x4b, 0x03, 0x04]
const oneAtATime = makeGate(1, 20)

/**
 * A form is somebody else's file: it is read and filled in a thread of its own, one at a time, with a limit on time and
 * memory. What breaks either, or cannot be read, is `template.unreadable`.
 */
const work = <T>(task: FormTask): Promise<T> =>
  oneAtATime(() => inWorker<T>(WORKER, task, LIMITS, () => problem('template.unreadable')))

type Described = { kind: TemplateKind; description: TemplateDescription }

/** What an upload is, by what is inside it, and what it holds. What does not even begin like an archive costs no thread. */
export const checkForm = async (bytes: Uint8Array) => {
  if (ARCHIVE.some((byte, i) => bytes[i] !== byte)) throw problem('template.unreadable')
  return work<Described>({ what: 'check', bytes })
}

/** What a stored form holds. */
export const describeForm = async (bytes: Uint8Array, kind: TemplateKind) =>
  (await work<Described>({ what: 'describe', bytes, kind })).description

/** The form with the values in their places. */
export const fillForm = (filling: Filling) => work<Uint8Array>({ what: 'fill', ...filling })
