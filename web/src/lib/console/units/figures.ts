import type { UnitFigures } from '@tung-nha/model/api/figures.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { orderKey } from '@tung-nha/model/kit/text.ts'

export type Figures = ReplyOf<UnitFigures>
export type Figure = Figures['figures'][number]
export type Indicator = Figures['indicators'][number]
export type Child = Figures['children'][number]

/** Indicators that can be given a target: those with a figure of their own, below headings the sub-rows. */
export const targetable = (indicators: readonly Indicator[], figures: readonly Figure[]): Indicator[] => {
  const headings = new Set(figures.filter(figure => figure.heading).map(figure => figure.code))
  return indicators.filter(
    ({ code, parent }) => !headings.has(code) && (parent === null || headings.has(parent)),
  )
}

export const figureOf = (figures: readonly Figure[], code: string): Figure | undefined =>
  figures.find(figure => figure.code === code)

/** Whether a unit has anything to show in the period: a figure other than none and zero. */
export const hasFigures = (child: Pick<Child, 'figures'>): boolean =>
  child.figures.some(figure => (figure.value ?? 0) !== 0 || (figure.yearToDate ?? 0) !== 0)

/**
 * Units for comparing. By name unless asked otherwise: a public table of leaders embarrasses, so even the other order
 * is by progress towards a unit's own target, and units without a target stand last.
 */
export const ordered = (children: readonly Child[], code: string, by: 'name' | 'progress'): Child[] => {
  const keyed = children.map(child => ({
    child,
    name: orderKey(child.unit.name),
    percent: figureOf(child.figures, code)?.percent ?? null,
  }))
  keyed.sort((a, b) => {
    if (by === 'progress' && a.percent !== b.percent) return (b.percent ?? -1) - (a.percent ?? -1)
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
  })
  return keyed.map(({ child }) => child)
}
