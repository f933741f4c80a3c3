import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROLE_VERBS, type Verb } from '@tung-nha/model/access/roles.ts'
import { expect, test } from 'vitest'
import { DESK, menuOf, placeOf } from '#lib/console/menu.ts'
import { DESK_ROLES, type DeskRole } from '#lib/console/session.ts'
import type { ConsoleWords } from '#lib/words/vi/console.ts'

/** Only the names of groups matter here. */
const words = {
  groups: { teams: 'teams', learning: 'learning', data: 'data', network: 'network' },
} as ConsoleWords['nav']

const menuFor = (role: DeskRole) =>
  menuOf(
    {
      name: '',
      title: '',
      role,
      unitId: 1,
      unitName: '',
      inCommune: role === 'communeOfficer' || role === 'communeSigner',
      may: verb => (ROLE_VERBS[role] as readonly Verb[]).includes(verb),
    },
    words,
  )
const pages = globSync('**/+page.svelte', {
  cwd: join(import.meta.dirname, '../../routes/(console)/ban-lam-viec'),
}).map(file => `${DESK}/${file.replaceAll('\\', '/').replace(/\/?\+page\.svelte$/, '')}`.replace(/\/$/, ''))

test('every page of the desk belongs to an item of somebody, so the menu always marks where one is', () => {
  const menus = DESK_ROLES.map(menuFor)
  expect(pages.filter(page => !menus.some(menu => placeOf(menu, page)))).toEqual([])
})

test('a page without an item of its own is marked at the item that covers it', () => {
  expect(placeOf(menuFor('communeOfficer'), `${DESK}/danh-sach-to/1`)?.href).toBe(`${DESK}/to`)
  expect(placeOf(menuFor('communeOfficer'), `${DESK}/don-vi/5`)?.href).toBe(`${DESK}/so-lieu`)
})

test('a page that a role has nothing to do on has no place in its menu', () => {
  expect(placeOf(menuFor('communeOfficer'), `${DESK}/ranh-gioi`)).toBeUndefined()
  expect(placeOf(menuFor('province'), `${DESK}/nha`)).toBeUndefined()
})

test('each role reaches each of its items in two clicks: a group and the item', () => {
  for (const role of DESK_ROLES)
    for (const [at, { label, items }] of menuFor(role).entries()) {
      expect(items.length, role).toBeGreaterThan(0)
      expect(label === '', role).toBe(at === 0)
    }
})

test('every item has its picture', () => {
  // Read as text: the pictures are components, which only a browser can load.
  const text = readFileSync(join(import.meta.dirname, 'menu-icons.ts'), 'utf8')
  const drawn = [...text.matchAll(/^ {2}\[(?:DESK|`\$\{DESK\}(\/[^`]+)`)\]:/gm)].map(
    ([, path]) => DESK + (path ?? ''),
  )
  const items = DESK_ROLES.flatMap(menuFor).flatMap(group => group.items.map(item => item.href))
  expect(items.filter(href => !drawn.includes(href))).toEqual([])
})
