import type { Session } from '#lib/console/session.ts'
import { currentItem } from '#lib/ui/nav.ts'
import type { ConsoleWords } from '#lib/words/vi/console.ts'

export const DESK = '/ban-lam-viec'

export type MenuItem = {
  href: string
  label: string
  /** Pages without an item of their own that belong to this one. */
  covers: string[]
}
export type MenuGroup = { label: string; items: MenuItem[] }

const at = (path: string): string => (path === '' ? DESK : `${DESK}/${path}`)

/** The menu of an officer: what the role may open. The first group is what every day asks for. */
export const menuOf = ({ inCommune, may }: Session, words: ConsoleWords['nav']): MenuGroup[] => {
  const item = (path: string, label: string, shown = true, covers: string[] = []): MenuItem[] =>
    shown ? [{ href: at(path), label, covers: covers.map(at) }] : []
  const group = (label: string, ...items: MenuItem[][]): MenuGroup => ({ label, items: items.flat() })
  const groups = inCommune
    ? [
        group(
          '',
          item('', words.desk),
          item('bao-cao', words.reports, may('report.read')),
          item('yeu-cau', words.requests, may('request.read')),
          item('so-lieu', words.figures, may('figure.read'), ['don-vi']),
        ),
        group(
          words.groups.teams,
          item('to', words.teams, may('team.read'), ['danh-sach-to', 'quy-dinh']),
          item('nha', words.homes, may('household.read')),
          item('hoat-dong', words.activities, may('household.read')),
          item('lich', words.gatherings, may('household.read')),
        ),
        group(
          words.groups.learning,
          item('tap-huan', words.training, may('training.write')),
          item('chung-nhan', words.certificates, may('certificate.revoke')),
          item('hoc', words.learning, may('figure.read')),
          item('ap-phich', words.posters, may('poster.make')),
          item('ho-tro', words.thanks, may('member.write')),
        ),
        group(
          words.groups.data,
          item('nhap-excel', words.imports, may('household.import')),
          item('mau-tinh', words.templates, may('template.write')),
          item('trung', words.alike, may('household.merge')),
          item('thon-ban', words.villages, may('unit.create')),
          item('chi-tieu', words.targets, may('denominator.write') || may('target.write')),
          item('nhat-ky', words.audit, may('audit.read')),
        ),
      ]
    : [
        group(
          '',
          item('', words.overview),
          item('bao-cao', words.reports, may('report.receive')),
          item('don-vi', words.units),
          item('chi-tieu', words.targetsAbove, may('target.write')),
        ),
        group(
          words.groups.network,
          item('tap-huan', words.training, may('training.write')),
          item('chung-nhan', words.certificates, may('certificate.revoke')),
          item('danh-sach-to', words.roster, may('roster.import')),
          item('quy-dinh', words.rules, may('team.read')),
          item('ranh-gioi', words.borders, may('border.write')),
        ),
      ]
  return groups.filter(({ items }) => items.length > 0)
}

/** The item a page belongs to; none when the page is not for this role. */
export const placeOf = (groups: readonly MenuGroup[], path: string): MenuItem | undefined => {
  const items = groups.flatMap(group => group.items)
  const known = currentItem(
    items.flatMap(item => [item.href, ...item.covers].map(href => ({ href, item }))),
    path,
  )
  // Every address lies below the desk; only the desk itself is the desk.
  return known && (known.href !== DESK || path === DESK) ? known.item : undefined
}
