import { createContext } from 'svelte'
import type { Formats } from '#lib/words/format.ts'
import type { Language } from '#lib/words/language.ts'
import type { Common } from '#lib/words/vi/common.ts'
import type { ConsoleWords } from '#lib/words/vi/console.ts'
import type { FieldWords } from '#lib/words/vi/field.ts'
import type { PublicWords } from '#lib/words/vi/public.ts'
import type { ReportWords } from '#lib/words/vi/report.ts'

/**
 * Words reach components through context, because the server renders pages of both languages at once. The layout
 * of an area sets them; a component reads what it needs: `const words = fieldWords()`, `const write = formats()`.
 */
export const [language, setLanguage] = createContext<Language>()
export const [commonWords, setCommonWords] = createContext<Common>()
export const [fieldWords, setFieldWords] = createContext<FieldWords>()
export const [consoleWords, setConsoleWords] = createContext<ConsoleWords>()
export const [publicWords, setPublicWords] = createContext<PublicWords>()
export const [reportWords, setReportWords] = createContext<ReportWords>()
export const [formats, setFormats] = createContext<Formats>()
