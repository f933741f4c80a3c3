/** The menu item an address belongs to: the longest `href` that is the address or a folder above it. */
export const currentItem = <T extends { href: string }>(items: readonly T[], path: string): T | undefined =>
  items
    .filter(
      item => path === item.href || path.startsWith(item.href.endsWith('/') ? item.href : `${item.href}/`),
    )
    .sort((a, b) => b.href.length - a.href.length)[0]
