declare module 'virtual:field-catalogue' {
  /** See web/field-catalogue.ts; lib/field/catalogue.ts turns it into one language. */
  export const catalogue: import('./lib/field/catalogue.ts').RawCatalogue
}
