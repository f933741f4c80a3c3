import Award from '@lucide/svelte/icons/award'
import BadgeCheck from '@lucide/svelte/icons/badge-check'
import CalendarCheck from '@lucide/svelte/icons/calendar-check'
import CalendarDays from '@lucide/svelte/icons/calendar-days'
import ChartColumn from '@lucide/svelte/icons/chart-column'
import FileInput from '@lucide/svelte/icons/file-input'
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet'
import FileText from '@lucide/svelte/icons/file-text'
import GraduationCap from '@lucide/svelte/icons/graduation-cap'
import HandHelping from '@lucide/svelte/icons/hand-helping'
import House from '@lucide/svelte/icons/house'
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard'
import MapIcon from '@lucide/svelte/icons/map'
import MapPinned from '@lucide/svelte/icons/map-pinned'
import Presentation from '@lucide/svelte/icons/presentation'
import Scale from '@lucide/svelte/icons/scale'
import ScrollText from '@lucide/svelte/icons/scroll-text'
import Search from '@lucide/svelte/icons/search'
import Target from '@lucide/svelte/icons/target'
import UsersRound from '@lucide/svelte/icons/users-round'
import type { Component } from 'svelte'
import type { Session } from '#lib/console/session.ts'
import type { ConsoleWords } from '#lib/words/vi/console.ts'

export const DESK = '/ban-lam-viec'

export type MenuItem = { href: string; label: string; icon: Component<{ size?: number }> }

/** The menu of an officer: what the role may open, in the order of a working month. */
export const menuOf = ({ inCommune, may }: Session, words: ConsoleWords['nav']): MenuItem[] => {
  const item = (path: string, label: string, icon: MenuItem['icon'], shown = true): MenuItem[] =>
    shown ? [{ href: path === '' ? DESK : `${DESK}/${path}`, label, icon }] : []
  if (!inCommune) {
    return [
      ...item('', words.overview, LayoutDashboard),
      ...item('bao-cao', words.reports, FileText, may('report.receive')),
      ...item('don-vi', words.units, Search),
      ...item('chi-tieu', words.targetsAbove, Target, may('target.write')),
      ...item('tap-huan', words.training, GraduationCap, may('training.write')),
      ...item('chung-nhan', words.certificates, BadgeCheck, may('certificate.revoke')),
      ...item('ranh-gioi', words.borders, MapIcon, may('border.write')),
      ...item('danh-sach-to', words.roster, FileSpreadsheet, may('roster.import')),
      ...item('quy-dinh', words.rules, Scale, may('team.read')),
    ]
  }
  return [
    ...item('', words.desk, LayoutDashboard),
    ...item('bao-cao', words.reports, FileText, may('report.read')),
    ...item('to', words.teams, UsersRound, may('team.read')),
    ...item('nha', words.homes, House, may('household.read')),
    ...item('hoat-dong', words.activities, CalendarCheck, may('household.read')),
    ...item('lich', words.gatherings, CalendarDays, may('household.read')),
    ...item('tap-huan', words.training, GraduationCap, may('training.write')),
    ...item('chung-nhan', words.certificates, BadgeCheck, may('certificate.revoke')),
    ...item('ho-tro', words.thanks, Award, may('member.write')),
    ...item('yeu-cau', words.requests, HandHelping, may('request.read')),
    ...item('so-lieu', words.figures, ChartColumn, may('figure.read')),
    ...item('nhap-excel', words.imports, FileSpreadsheet, may('household.import')),
    ...item('mau-tinh', words.templates, FileInput, may('template.write')),
    ...item('thon-ban', words.villages, MapPinned, may('unit.create')),
    ...item('hoc', words.learning, GraduationCap, may('figure.read')),
    ...item('ap-phich', words.posters, Presentation, may('poster.make')),
    ...item('chi-tieu', words.targets, Target, may('denominator.write') || may('target.write')),
    ...item('nhat-ky', words.audit, ScrollText, may('audit.read')),
  ]
}
