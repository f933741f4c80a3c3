import {
  listDenominators,
  putDenominator,
  putOutsideFigure,
  putTarget,
  teamFigures,
  unitFigures,
} from '@tung-nha/model/api/figures.ts'
import { spanOf } from '@tung-nha/model/indicator/period.ts'
import { flatRows } from '@tung-nha/model/indicator/shape.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { areasOfCommunes } from '#access/queries.ts'
import { figureTimes } from '#facts/read.ts'
import { type Route, route } from '#http/route.ts'
import { actorId } from '#report/actor.ts'
import {
  childrenOf,
  denominatorsOf,
  isPending,
  setDenominator,
  setOutsideFigure,
  setTarget,
  teamOf,
  type UnitRow,
  unitsOf,
} from '#report/figure-queries.ts'
import {
  type Form,
  figuresOfTeams,
  figuresOfUnits,
  formOf,
  indicatorViews,
  periodAsked,
  periodView,
} from '#report/figures.ts'

const nameOf = ({ id, level, kind, name }: UnitRow) => ({ id, level, kind, name })

const knownCode = (form: Form, code: string, may: 'target' | 'outside') => {
  const found = flatRows(form.indicators).find(({ row }) => row.code === code)?.row
  if (!found || (may === 'target' ? !found.target : found.outside === null)) throw problem('not-found')
}

export const figureRoutes: Route[] = [
  route(unitFigures, async c => {
    const form = formOf(c.setup.catalogue)
    const [unit] = await unitsOf(c.db, [c.input.params.unitId])
    if (!unit) throw problem('unit.unknown')
    const period = periodAsked(c.input.query.period, c.today, form.rule)
    const view = c.input.query.view ?? 'now'
    const { last } = spanOf(period, form.rule)
    const children = await childrenOf(c.db, unit.id, view === 'now' || last > c.today ? c.today : last)
    const units = [unit, ...children]
    const figures = await figuresOfUnits(c.db, form, units, period, c.today, view === 'now' ? c.today : null)
    const times = await figureTimes(
      c.db,
      units.map(item => item.id),
    )
    const counts = (item: UnitRow) => ({
      changedAt: times.get(item.id) ?? null,
      figures: figures.get(item.id)!.figures,
    })
    return {
      unit: nameOf(unit),
      period: periodView(period, c.today, form.rule, c.lang),
      view,
      asOf: c.now,
      pending: await isPending(c.db, unit),
      indicators: indicatorViews(form.indicators),
      ...counts(unit),
      children: children.map(child => ({ unit: nameOf(child), ...counts(child) })),
    }
  }),

  route(teamFigures, async c => {
    const form = formOf(c.setup.catalogue)
    const team = await teamOf(c.db, c.input.params.teamId)
    if (!team) throw problem('team.unknown')
    const period = periodAsked(c.input.query.period, c.today, form.rule)
    const areas = await areasOfCommunes(c.db, [team.commune_id], c.today)
    await c.reach(areas)
    const figures = await figuresOfTeams(c.db, form, [team], areas, period, c.today)
    return {
      teamId: team.id,
      period: periodView(period, c.today, form.rule, c.lang),
      asOf: c.now,
      indicators: indicatorViews(form.indicators),
      figures: figures.get(team.id)!.figures,
    }
  }),

  route(putTarget, async c => {
    const { unitId, year, code } = c.input.params
    knownCode(formOf(c.setup.catalogue), code, 'target')
    await setTarget(c.db, { unitId, year, code, value: c.input.body.value, by: actorId(c.actor), at: c.now })
    return { code, year, value: c.input.body.value }
  }),

  route(listDenominators, async c => ({
    items: (await denominatorsOf(c.db, c.input.params.unitId)) as {
      name: 'people'
      n: number
      source: string
      day: string
    }[],
  })),

  route(putDenominator, async c => {
    const { unitId, name } = c.input.params
    await setDenominator(c.db, { unitId, name, ...c.input.body, by: actorId(c.actor), at: c.now })
    return { name, ...c.input.body }
  }),

  route(putOutsideFigure, async c => {
    const { unitId, code } = c.input.params
    knownCode(formOf(c.setup.catalogue), code, 'outside')
    await setOutsideFigure(c.db, { unitId, code, ...c.input.body, by: actorId(c.actor) })
    return { code, ...c.input.body }
  }),
]
