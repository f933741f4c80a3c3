// What web/catalogue-modules.ts makes of catalogue/, one language each.
declare module 'virtual:field-catalogue/*' {
  export const catalogue: import('./lib/field/catalogue.ts').FieldData
}
declare module 'virtual:difficulties/*' {
  export const difficulties: Record<import('@tung-nha/model/activity/difficulty.ts').Difficulty, string>
}
