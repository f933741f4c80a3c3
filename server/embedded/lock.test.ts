import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'
import { birthOf } from './process.ts'

let parent: string
let folder: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'tung-nha-lock-'))
  folder = join(parent, 'data')
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const held = () => join(folder, 'lock.json')

test('a folder is made for this account only, taken and given back', () => {
  const release = lockFolder(folder)
  expect(JSON.parse(readFileSync(held(), 'utf8')).pid).toBe(process.pid)
  expect(statSync(folder).mode & 0o066).toBe(0)
  release()
  expect(existsSync(held())).toBe(false)
})

test('a folder of a living process is refused with its number', () => {
  lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow(String(process.pid))
})

test('a folder of a dead process is taken over', async () => {
  lockFolder(folder)()
  const child = spawn(process.execPath, ['--version'])
  await once(child, 'close')
  writeFileSync(held(), JSON.stringify({ pid: child.pid, birth: '' }))
  lockFolder(folder)
  expect(JSON.parse(readFileSync(held(), 'utf8')).pid).toBe(process.pid)
})

test('a process number that was given to another program since does not hold the folder', () => {
  lockFolder(folder)()
  writeFileSync(held(), JSON.stringify({ pid: process.pid, birth: `before ${birthOf(process.pid)}` }))
  expect(() => lockFolder(folder)).not.toThrow()
})

test('a half-written mark holds nothing', () => {
  lockFolder(folder)()
  writeFileSync(held(), '{"pid":')
  expect(() => lockFolder(folder)).not.toThrow()
})

test('a path that cannot be a folder is refused in words', () => {
  writeFileSync(folder, '')
  expect(() => lockFolder(join(folder, 'data'))).toThrow(/DATA_DIR/)
})
