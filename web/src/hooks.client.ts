import { teachOldBrowsers } from '#lib/old-browsers.ts'

// Before anything of ours runs: Kit loads this file first.
teachOldBrowsers()
