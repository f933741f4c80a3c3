import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { describeTemplate, kindOf, UnreadableForm } from '#documents/form/form.ts'
import { checkForm } from '#documents/form/work.ts'
import { bytesOf, pack, unpack } from '#documents/zip.ts'
import { BadArchive, unzip } from '#upload/unzip.ts'

const XLSX = new Uint8Array(
  readFileSync(new URL('../../../catalogue/samples/bieu-tong-hop-tinh.xlsx', import.meta.url)),
)
const parts = unpack(XLSX)
const SHEET = 'xl/worksheets/sheet1.xml'
const zip = (files: Record<string, Uint8Array>) => zipSync(files, { level: 9 })
const fake = (files: Record<string, Uint8Array>) => pack({ ...parts, ...files })

/** The same archive, its stated sizes and names overwritten where a pattern is found. */
const patched = (bytes: Uint8Array, change: (view: Buffer, central: number) => void): Uint8Array => {
  const view = Buffer.from(bytes)
  for (let at = 0; at < view.length - 46; at++) if (view.readUInt32LE(at) === 0x02014b50) change(view, at)
  return new Uint8Array(view)
}
const bomb = zip({ 'xl/workbook.xml': new Uint8Array(300_000_000) })

/** One file of five megabytes, listed many times. */
const listed = (times: number): Uint8Array => {
  const one = Buffer.from(zip({ 'xl/workbook.xml': new Uint8Array(5_000_000) }))
  const end = one.length - 22
  const central = one.readUInt32LE(end + 16)
  const entry = one.subarray(central, end)
  const entries = Array.from({ length: times }, (_, i) => {
    const copy = Buffer.from(entry)
    copy.write(`xl/w${String(i).padStart(9, '0')}.x`, 46)
    return copy
  })
  const tail = Buffer.from(one.subarray(end))
  tail.writeUInt16LE(times, 8)
  tail.writeUInt16LE(times, 10)
  tail.writeUInt32LE(entry.length * times, 12)
  return new Uint8Array(Buffer.concat([one.subarray(0, central), ...entries, tail]))
}

const HOSTILE: [string, () => Uint8Array][] = [
  ['a bomb', () => bomb],
  [
    'a bomb that states a size of one byte',
    () => patched(bomb, (view, at) => view.writeUInt32LE(1, at + 24)),
  ],
  ['a bomb in a bomb', () => zip({ 'xl/workbook.xml': bomb, 'a.zip': zip({ 'b.zip': bomb }) })],
  ['one file listed a thousand times', () => listed(1000)],
  ['ten thousand files', () => listed(10_000)],
  ['a file that climbs out of its folder', () => zip({ ...parts, '../../etc/passwd': strToU8('x') })],
  ['a file of the root', () => zip({ ...parts, '/etc/passwd': strToU8('x') })],
  ['a file of another drive', () => zip({ ...parts, 'C:\\x': strToU8('x') })],
  [
    'a file locked by a password',
    () => patched(XLSX, (view, at) => view.writeUInt16LE(view.readUInt16LE(at + 8) | 1, at + 8)),
  ],
  [
    'a packing nobody uses',
    () => patched(XLSX, (view, at) => view.writeUInt16LE(99, view.readUInt32LE(at + 42) + 8)),
  ],
  [
    'a list that points beyond the end',
    () => patched(XLSX, (view, at) => view.writeUInt32LE(0xfffffff0, at + 42)),
  ],
  ['half of it', () => XLSX.slice(0, XLSX.length >> 1)],
  ['all but its last byte', () => XLSX.slice(0, -1)],
  ['without its beginning', () => XLSX.slice(100)],
  ['random bytes after the magic', () => new Uint8Array([0x50, 0x4b, 3, 4, ...Array(50_000).fill(0xa5)])],
  [
    'a document that declares entities',
    () =>
      fake({
        'xl/workbook.xml': bytesOf(
          `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "${'ha'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><workbook>&b;</workbook>`,
        ),
      }),
  ],
  ['tags that never close', () => fake({ [SHEET]: bytesOf('<row r="1"><c r="A1">'.repeat(300_000)) })],
]

test.each(HOSTILE)('%s is refused at once', (_name, make) => {
  const bytes = make()
  const started = performance.now()
  expect(() => describeTemplate(bytes, kindOf(bytes))).toThrow(UnreadableForm)
  expect(performance.now() - started).toBeLessThan(10_000) // a hang, on however busy a machine
})

test('a hostile form costs the thread it is read in, and its sender reads one sentence', async () => {
  const sent = HOSTILE.slice(0, 2).map(([, make]) => checkForm(make()))
  for (const one of sent)
    await expect(one).rejects.toMatchObject({ problem: 'template.unreadable', status: 422 })
  expect((await checkForm(XLSX)).kind).toBe('xlsx')
})

test('a form cut at any place is refused or read, and never more than that', () => {
  for (let cut = 0; cut < XLSX.length; cut += 97)
    expect(() => unzip(XLSX.subarray(0, cut), 25_000_000), `cut at ${cut}`).toThrow(BadArchive)
})
