import type { IndicatorSchema, PeriodView } from '@tung-nha/model/api/figures.ts'
import { evaluate, type Figure, type Sheet } from '@tung-nha/model/indicator/evaluate.ts'
import {
  addPeriods,
  daysLeft,
  dueDayOf,
  type Period,
  type PeriodRule,
  periodInHand,
  spanOf,
} from '@tung-nha/model/indicator/period.ts'
import { flatRows, type Indicator, takesAddition } from '@tung-nha/model/indicator/shape.ts'
import type { Day } from '@tung-nha/model/kit/day.ts'
import { problem } from '@tung-nha/model/problem.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import { periodName } from '@tung-nha/model/report/reminder.ts'
import type { Static } from 'typebox'
import type { Catalogue } from '#catalogue/read.ts'
import type { Tx } from '#db/connect.ts'
import { areasOfUnits, becameOf, sheetsOfAreas, steadyUnits, teamSheets, unitSheets } from '#facts/read.ts'
import { countRulesOf } from '#facts/rules.ts'
import { surroundingsOf, type TeamRow, type UnitRow, unitsOf } from '#report/figure-queries.ts'

/** A form in use: its indicators and when its month closes. */
export type Form = {
  key: string
  version: string
  indicatorVersion: string
  indicators: readonly Indicator[]
  rule: PeriodRule
  overPercent: number
}

export const formOf = (catalogue: Catalogue): Form => {
  const change = (catalogue.form.rules as { key: string; overPercent?: number }[]).find(
    item => item.key === 'change',
  )
  return {
    key: catalogue.form.key,
    version: catalogue.form.version,
    indicatorVersion: catalogue.indicators.version,
    indicators: catalogue.indicators.indicators,
    rule: countRulesOf(catalogue).period,
    overPercent: change?.overPercent ?? 50,
  }
}

/** The period asked for, or the one in hand; a period that has not begun is nobody's. */
export const periodAsked = (asked: Period | undefined, today: Day, rule: PeriodRule): Period => {
  if (asked !== undefined && spanOf(asked, rule).from > today) throw problem('report.not-due')
  return asked ?? periodInHand(today, rule)
}

export const periodView = (period: Period, today: Day, rule: PeriodRule, language: Language): PeriodView => ({
  period,
  label: periodName(period, rule, language),
  ...spanOf(period, rule),
  due: dueDayOf(period, rule),
  daysLeft: daysLeft(period, today, rule),
  open: today <= spanOf(period, rule).last,
})

export const indicatorViews = (indicators: readonly Indicator[]): Static<typeof IndicatorSchema>[] =>
  flatRows(indicators).map(({ row, parent }) => ({
    code: row.code,
    parent: parent?.code ?? null,
    name: row.name,
    unit: row.unit,
    relation: row.relation,
    better: row.better,
    outsideName: row.outside?.name ?? null,
    note: row.note,
    takesAddition: takesAddition(row),
  }))

/** Sheets of units by the boundaries of the time, or by those of a day. */
const sheetsFor = async (
  tx: Tx,
  units: readonly UnitRow[],
  period: Period,
  rule: PeriodRule,
  byDay: Day | null,
): Promise<Map<number, Sheet>> => {
  const ids = units.map(unit => unit.id)
  if (byDay === null) return unitSheets(tx, ids, period)
  const low = units.filter(unit => unit.level === 'commune' || unit.level === 'village').map(unit => unit.id)
  const steady = await steadyUnits(tx, low)
  const moved = low.filter(id => !steady.has(id))
  const kept = ids.filter(id => !moved.includes(id))
  const restated =
    moved.length === 0
      ? []
      : [...(await sheetsOfAreas(tx, moved, await areasOfUnits(tx, moved, byDay), period, rule))]
  const high = ids.filter(id => !low.includes(id))
  return new Map([...restated, ...(await unitSheets(tx, kept, period, await becameOf(tx, high)))])
}

export type Counted = { figures: Figure[]; sheet: Sheet }

/** Figures of units for a period. `byDay` restates them to the boundaries of that day. */
export const figuresOfUnits = async (
  tx: Tx,
  form: Form,
  units: readonly UnitRow[],
  period: Period,
  today: Day,
  byDay: Day | null = null,
): Promise<Map<number, Counted>> => {
  const open = today <= spanOf(period, form.rule).last
  const now = await sheetsFor(tx, units, period, form.rule, byDay)
  const before = await sheetsFor(tx, units, addPeriods(period, -1), form.rule, byDay)
  const around = await surroundingsOf(tx, units, form.indicators, period, form.rule)
  return new Map(
    units.map(unit => {
      const sheet = now.get(unit.id)!
      return [
        unit.id,
        { sheet, figures: evaluate(form.indicators, sheet, before.get(unit.id)!, around.get(unit.id), open) },
      ]
    }),
  )
}

/** Figures of teams of one commune. The commune's areas must be in reach, and are given. */
export const figuresOfTeams = async (
  tx: Tx,
  form: Form,
  teams: readonly TeamRow[],
  areas: readonly number[],
  period: Period,
  today: Day,
): Promise<Map<string, Counted>> => {
  const open = today <= spanOf(period, form.rule).last
  const ids = teams.map(team => team.id)
  const now = await teamSheets(tx, ids, areas, period, form.rule)
  const before = await teamSheets(tx, ids, areas, addPeriods(period, -1), form.rule)
  const communes = await unitsOf(tx, [...new Set(teams.map(team => team.commune_id))])
  const around = await surroundingsOf(tx, communes, form.indicators, period, form.rule)
  return new Map(
    teams.map(team => {
      const sheet = now.get(team.id)!
      // A team is measured by its own homes; of the commune's targets only percentages mean anything to it.
      const targets = Object.entries(around.get(team.commune_id)?.targets ?? {}).filter(([code]) =>
        isShare(form.indicators, code),
      )
      const surroundings = {
        denominators: {},
        outside: {},
        targets: Object.fromEntries(
          targets.map(([code, target]) => [code, { ...target, source: 'above' as const }]),
        ),
      }
      return [
        team.id,
        { sheet, figures: evaluate(form.indicators, sheet, before.get(team.id)!, surroundings, open) },
      ]
    }),
  )
}

const isShare = (indicators: readonly Indicator[], code: string) =>
  flatRows(indicators).some(({ row }) => row.code === code && row.unit.en === '%')
