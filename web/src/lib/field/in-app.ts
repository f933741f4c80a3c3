/** Browsers inside other apps keep their own storage and often no offline part: what is joined there is lost. */
export type InApp = 'zalo' | 'facebook' | 'messenger' | 'tiktok' | 'other'

const SIGNS: [RegExp, InApp][] = [
  [/\bZalo/i, 'zalo'],
  [/MessengerForiOS|Orca-Android|FBAN\/Messenger/i, 'messenger'],
  [/FBAN|FBAV|FB_IAB|FBIOS/i, 'facebook'],
  [/TikTok|musical_ly|BytedanceWebview|trill_/i, 'tiktok'],
  [/Instagram|\bLine\/|Viber|; wv\)/i, 'other'],
]

/** The app whose built-in browser this is, or null for a browser of its own. */
export const inAppOf = (userAgent: string): InApp | null =>
  SIGNS.find(([sign]) => sign.test(userAgent))?.[1] ?? null

export const isApple = (userAgent: string): boolean => /iPhone|iPad|iPod/i.test(userAgent)

/** Opens the same page in Chrome on Android; other systems have no such door. */
export const chromeAddress = (href: string): string => {
  const url = new URL(href)
  return `intent://${url.host}${url.pathname}${url.search}#Intent;scheme=${url.protocol.slice(0, -1)};package=com.android.chrome;end`
}
