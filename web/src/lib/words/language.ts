/** Languages of the interface, Vietnamese first; the catalogues are ready for more. */
export const LANGUAGES = ['vi', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The cookie that holds the choice. Without it the interface is Vietnamese, whatever the browser asks for. */
export const LANGUAGE_COOKIE = 'lang'

/** Each language named in itself, as people look for it. */
export const LANGUAGE_NAMES: Record<Language, string> = { vi: 'Tiếng Việt', en: 'English' }

/** The language meant by a stored or typed value; Vietnamese when it says nothing we know. */
export const languageOf = (value: string | null | undefined): Language =>
  LANGUAGES.find(language => language === value) ?? 'vi'
