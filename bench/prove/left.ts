import { appendFileSync, createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Evidence } from './checker/evidence.ts'

/** What a run leaves in its folder: a file of lines for each kind of evidence, and run.json about the run itself. */
const FILES = ['history', 'dump', 'views', 'screens', 'gone', 'told'] as const
const fileOf = (folder: string, name: string) => join(folder, `${name}.jsonl`)
/** Lines written at once: those of a long run are longer than a string may be. */
const SHARE = 10_000

export const leave = (folder: string, evidence: Evidence): void => {
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ restored: evidence.restored === true }))
  for (const name of FILES) {
    const lines: readonly unknown[] = evidence[name] ?? []
    writeFileSync(fileOf(folder, name), '')
    for (let from = 0; from < lines.length; from += SHARE)
      appendFileSync(
        fileOf(folder, name),
        lines
          .slice(from, from + SHARE)
          .map(line => `${JSON.stringify(line)}\n`)
          .join(''),
      )
  }
}

const linesOf = async (file: string): Promise<unknown[]> => {
  const lines: unknown[] = []
  if (!existsSync(file)) return lines
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') }))
    if (line !== '') lines.push(JSON.parse(line))
  return lines
}

export const readLeft = async (folder: string): Promise<Evidence> => {
  const evidence: Record<string, unknown> = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))
  for (const name of FILES) evidence[name] = await linesOf(fileOf(folder, name))
  return evidence as Evidence
}
