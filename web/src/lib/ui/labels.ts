import { createContext } from 'svelte'

/** The few words base components say by themselves. A layout provides them in the reader's language. */
export type UiLabels = {
  close: string
  cancel: string
  undo: string
  retry: string
  loading: string
  less: string
  more: string
  next: string
  previous: string
  copy: string
  copied: string
  dayHint: string
  dayWrong: string
  dayTooEarly: (day: string) => string
  dayTooLate: (day: string) => string
  chooseFile: string
  dropFile: string
  fileEmpty: string
  fileTooLarge: (limit: string) => string
  required: string
  optional: string
  sortBy: (column: string) => string
  selectRow: (name: string) => string
  selectAll: string
  stepOf: (step: number, count: number) => string
  outOf: (value: number, whole: number) => string
  target: (value: string) => string
  problemCode: (id: string) => string
  language: string
  /** Theme and language together. */
  look: string
  theme: string
  themes: { auto: string; light: string; dark: string }
  typeSize: string
  typeSizes: { normal: string; large: string }
  mainMenu: string
  otherPages: string
  breadcrumbs: string
  skip: string
  shown: (from: number, to: number, total: number) => string
}

export const [uiLabels, setUiLabels] = createContext<UiLabels>()
