/** Choices of look and language live in cookies, so that the server's first paint already follows them. */
const YEAR = 31_536_000

export type Theme = 'auto' | 'light' | 'dark'
export type TypeSize = 'normal' | 'large'

/** The value of a cookie; undefined on the server and when absent. */
export const readCookie = (name: string): string | undefined => {
  if (typeof document === 'undefined') return undefined
  const found = document.cookie.split('; ').find(pair => pair.startsWith(`${name}=`))
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1))
}

export const writeCookie = (name: string, value: string): void => {
  // The Cookie Store interface is missing from half of the phones in use.
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR}; samesite=lax`
}

export const themeOf = (value: string | undefined): Theme =>
  value === 'light' || value === 'dark' ? value : 'auto'

export const typeSizeOf = (value: string | undefined, otherwise: TypeSize): TypeSize =>
  value === 'large' || value === 'normal' ? value : otherwise

/** Puts the chosen look on the page. Without a choice the theme follows the device. */
export const applyLook = (theme: Theme, size: TypeSize): void => {
  const html = document.documentElement
  if (theme === 'auto') delete html.dataset['theme']
  else html.dataset['theme'] = theme
  if (size === 'large') html.dataset['type'] = 'large'
  else delete html.dataset['type']
}

/** Applies the stored look; `otherwise` is the type size of an area for people who chose none. */
export const applyStoredLook = (otherwise: TypeSize): void =>
  applyLook(themeOf(readCookie('theme')), typeSizeOf(readCookie('type'), otherwise))
