import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FACTS, factOf } from './facts.ts'

const catalogue = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../catalogue/indicators.json'), 'utf8'),
)

test('a fact has one name', () => {
  expect(new Set(FACTS.map(fact => fact.name)).size).toBe(FACTS.length)
})

type Row = { code: string; kind: string | null; value: Record<string, string> | null; rows: Row[] }
const flat = (rows: Row[]): Row[] => rows.flatMap(row => [row, ...flat(row.rows)])

test('every fact the indicators name is declared, with the kind they expect', () => {
  for (const row of flat(catalogue.indicators)) {
    for (const name of Object.values(row.value ?? {})) {
      if (name === 'request_median_days') continue // a median, made of request_days_*
      const fact = factOf(name)
      expect(fact, `${row.code} ${name}`).toBeDefined()
      if (row.kind !== 'ratio') expect(fact!.kind, row.code).toBe(row.kind)
    }
  }
})
