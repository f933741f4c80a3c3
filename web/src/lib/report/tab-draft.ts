import type { ReportDoor, Written } from '#lib/report/report.ts'

const PREFIX = 'report '

/**
 * What an officer has typed into a report and not saved, for as long as the tab is open: another page, a sign-in that ran
 * out or a reload must not cost it. It goes with the tab, for an office PC may be anybody's.
 */
export const tabDraft = (report: string): NonNullable<ReportDoor['draft']> => {
  const key = `${PREFIX}${report}`
  return {
    lasting: false,
    read: async () => {
      try {
        return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Written | null
      } catch {
        return null
      }
    },
    keep: async written => {
      try {
        sessionStorage.setItem(key, JSON.stringify(written))
      } catch {
        // A window that keeps nothing: then the page alone holds it, as it says.
      }
    },
    drop: async () => sessionStorage.removeItem(key),
  }
}

/** Whoever signs out leaves nothing half written to the next. */
export const dropTabDrafts = (): void => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
}
