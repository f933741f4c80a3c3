import { parentPort, workerData } from 'node:worker_threads'
import type { TemplateKind } from '@tung-nha/model/report/template.ts'
import { describeTemplate, type Filling, fillTemplate, kindOf } from './form.ts'

export type FormTask =
  | { what: 'check'; bytes: Uint8Array }
  | { what: 'describe'; bytes: Uint8Array; kind: TemplateKind }
  | ({ what: 'fill' } & Filling)

const done = async (task: FormTask) => {
  if (task.what === 'fill') return fillTemplate(task)
  const kind = task.what === 'check' ? kindOf(task.bytes) : task.kind
  return { kind, description: describeTemplate(task.bytes, kind) }
}

parentPort!.postMessage(await done(workerData as FormTask))
