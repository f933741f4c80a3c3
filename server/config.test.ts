import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('without a word from outside the product serves this machine only, on its own data, with the demo world', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', databaseUrl: undefined, demo: true })
  expect(basename(config.dataDir)).toBe('data')
})

test('into a database of the operator nothing invented is put unless asked for', () => {
  const DATABASE_URL = 'postgres://owner:secret@db.example:5432/tung_nha'
  expect(readConfig({ DATABASE_URL }).demo).toBe(false)
  expect(readConfig({ DATABASE_URL, DEMO: 'on' }).demo).toBe(true)
})

test.each([
  [{ PORT: 'abc' }, 'config.number'],
  [{ PORT: '70000' }, 'config.number'],
  [{ DEMO: 'maybe' }, 'config.choice'],
  [{ DATABASE_URL: 'mysql://x/y' }, 'config.url'],
  [{ DATABASE_URL: 'nonsense' }, 'config.url'],
  [{ PUBLIC_URL: 'tungnha.example' }, 'config.address'],
])('%o is refused in words', (env, id) => {
  expect(() => readConfig(env)).toThrow(expect.objectContaining({ refusal: id }))
})
