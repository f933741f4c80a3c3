import type { Proved, ProveOptions } from '../prove.ts'

/**
 * Everything, one after the other, each in its own words. `--scale 1` is what a machine of two cores does in about an
 * hour; the promised sizes are `--scale 10` for the simulator and 14 times the kills: see docs/promise.md.
 */
export const allOf =
  (run: (name: string, options: ProveOptions) => Promise<Proved>) =>
  async (options: ProveOptions): Promise<Proved> => {
    const { scale } = options
    const parts: [name: string, more: Partial<ProveOptions>][] = [
      ['simulate', { schedules: 100_000 * scale }],
      ['planted', {}],
      ['network', { seconds: 120 * scale }],
      ['kills', { runs: 100 * scale }],
      ['outages', { runs: 10 * scale }],
      ['restore', { seconds: Math.min(600, 60 * scale) }],
      ['browser', { runs: 27 * scale }],
    ]
    const result: Record<string, unknown> = {}
    let held = true
    for (const [name, more] of parts) {
      console.error(`\n${name}`)
      const proved = await run(name, { ...options, ...more })
      result[name] = proved.result
      held &&= proved.held
      if (!proved.held) console.error(`${name} did not hold`)
    }
    return { result, held }
  }
