import { isProblem } from '#lib/api/failure.ts'
import { type Report, type ReportDoor, sameWritten, type Written, writtenOf } from '#lib/report/report.ts'

const blank = (): Written => ({
  narrative: { highlights: '', difficulties: '', proposals: '', next: '' },
  additions: {},
  answers: {},
})

/** A report being read and written: what the server has, what is typed over it, and what became of the last deed. */
export const reportEditor = (door: ReportDoor) => {
  let report = $state.raw<Report | null>(null)
  let written = $state<Written>(blank())
  /** What the page showed before anybody typed: only what differs from it is somebody's words. */
  let untyped = $state.raw<Written>(blank())
  let failure = $state.raw<unknown>(null)
  let busy = $state('')
  let restored = $state(false)
  let stale = $state(false)
  const typed = $derived(!sameWritten(written, untyped))
  const changed = $derived(report !== null && typed)

  const now = () => $state.snapshot(written) as Written
  const take = (next: Report, keepTyped = false) => {
    report = next
    untyped = writtenOf(next)
    if (!keepTyped) written = writtenOf(next)
  }

  const load = async (): Promise<void> => {
    failure = null
    try {
      const found = await door.load()
      // What was typed while there was no network may be newer than what this device has kept.
      const held = typed ? now() : await door.draft?.read()
      take(found)
      if (held && found.may.includes('save') && !sameWritten(held, untyped)) {
        written = held
        restored = true
      }
    } catch (thrown) {
      failure = thrown
      // Without a network there is still what was typed on this device.
      const held = typed ? null : await door.draft?.read().catch(() => null)
      if (held) written = held
    }
  }

  // Typing is kept on this device at once, whatever becomes of the network. While the report is awaited nothing was
  // typed, and the empty boxes must not take the place of what an earlier hour has kept.
  let unkept: Written | null = null
  const keep = () => {
    if (unkept !== null) void door.draft?.keep(unkept)
    unkept = null
  }
  $effect(() => {
    unkept = typed ? now() : null
    if (!typed) return
    const timer = setTimeout(keep, 400)
    return () => clearTimeout(timer)
  })
  // Whoever leaves the page does not wait for that.
  $effect(() => keep)

  /**
   * Does one deed. Somebody else's newer version is loaded instead, and what was typed stays; so does what was typed
   * while the deed was on its way.
   */
  const change = async (what: string, run: () => Promise<Report>): Promise<boolean> => {
    if (busy) return false
    busy = what
    failure = null
    stale = false
    const before = now()
    try {
      const next = await run()
      take(next, !sameWritten(written, before))
      restored = false
      if (!typed) await door.draft?.drop()
      return true
    } catch (thrown) {
      if (!isProblem(thrown, 'report.stale')) failure = thrown
      else {
        stale = true
        await door.load().then(
          next => take(next, true),
          () => {},
        )
      }
      return false
    } finally {
      busy = ''
    }
  }

  const version = () => report?.version ?? 0
  const saved = () => door.save({ version: version(), ...now() })

  return {
    get report() {
      return report
    },
    get written() {
      return written
    },
    get failure() {
      return failure
    },
    get busy() {
      return busy
    },
    get restored() {
      return restored
    },
    get stale() {
      return stale
    },
    get changed() {
      return changed
    },
    load,
    save: () => change('save', saved),
    submit: () =>
      change('submit', async () => {
        // Written words go first, so that what is sent is what is on the screen.
        if (changed || version() === 0) take(await saved())
        return door.submit(version())
      }),
    accept: () => change('accept', () => door.accept(version())),
    remark: (deed: 'return' | 'amend', remark: string, row: string) =>
      change(deed, () => {
        const body = { version: version(), remark, ...(row ? { row } : {}) }
        return deed === 'return' ? door.sendBack(body) : door.amend(body)
      }),
  }
}
